// The plausible populations of a run: which of their patients count in results that are not split by
// population.
#include "host/cohort/population_design.hpp"

#include <algorithm>
#include <cmath>

namespace twinarm::cohort {

std::vector<std::uint64_t> PopulationPlaces::patients_counted() const {
    const double heaviest = *std::max_element(weights.begin(), weights.end());
    std::vector<std::uint64_t> counted;
    for (const double weight : weights)
        counted.push_back(std::uint64_t(std::llround(weight / heaviest * double(patients_each))));
    return counted;
}

}  // namespace twinarm::cohort
