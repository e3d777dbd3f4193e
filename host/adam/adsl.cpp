// Which of the model's parameters are columns of ADSL.
#include "host/adam/adsl.hpp"

#include <algorithm>

namespace twinarm::adam {

std::vector<TraitColumn> trait_columns(const std::vector<const Study*>& studies) {
    std::vector<TraitColumn> traits;
    for (int i = 0; i < parameter_count; ++i) {
        const auto marginal_of = [i](const Study* study) -> const Marginal& {
            return study->population.marginal[i];
        };
        const double first = marginal_of(studies.front()).component[0].location;
        const bool same = std::all_of(studies.begin(), studies.end(), [&](const Study* study) {
            const Marginal& marginal = marginal_of(study);
            return marginal.kind == DistributionKind::fixed && marginal.component[0].location == first;
        });
        const ParameterEntry& entry = parameter_table[i];
        if (!same && std::string(entry.group) != "covariates")
            traits.push_back({i, std::string(entry.group) + '_' + entry.name});
    }
    return traits;
}

}  // namespace twinarm::adam
