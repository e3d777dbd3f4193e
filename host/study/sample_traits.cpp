// Patients' parameters again, from their addresses alone.
#include "host/study/sample_traits.hpp"

#include <algorithm>
#include <string>

#include "kernels/model/parameters.hpp"
#include "kernels/patient/sample_patient.hpp"

namespace twinarm::study {

std::vector<trial::Trait> sample_traits(const std::vector<std::uint64_t>& patients,
                                        const std::function<const Study&(std::uint64_t)>& study_of) {
    std::vector<trial::Trait> traits;
    for (const ParameterEntry& entry : parameter_table.entry)
        traits.push_back({std::string(entry.group) + "." + entry.name, {}});
    for (const std::uint64_t number : patients) {
        const Study& study = study_of(number);
        const Patient<double> patient = sample_patient<double>(study.population, study.seed, number);
        for_each_parameter(patient,
                           [&](double value, int i) { traits[std::size_t(i)].values.push_back(value); });
    }
    std::erase_if(traits, [](const trial::Trait& trait) {
        return std::all_of(trait.values.begin(), trait.values.end(),
                           [&](double value) { return value == trait.values.front(); });
    });
    return traits;
}

}  // namespace twinarm::study
