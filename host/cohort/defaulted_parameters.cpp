// Defaults by key.
#include "host/cohort/defaulted_parameters.hpp"

#include <string_view>

#include "host/cohort/parameter_range.hpp"

namespace twinarm::cohort {
namespace {

struct Default {
    std::string_view key;
    double value;
};
constexpr Default defaults[] = {
    {"aldesleukin.half_life_factor", 1},
    {"aldesleukin.alpha_factor", 1},
    {"aldesleukin.beta_factor", 1},
    {"aldesleukin.absorption_rate", 0.3},
    {"aldesleukin.bioavailability", 1},  // read only under the skin
    {"nktr214.chains", 6},
};

}  // namespace

std::optional<double> default_of(int index) {
    const std::string key = key_of(index);
    for (const Default& one : defaults)
        if (one.key == key) return one.value;
    return std::nullopt;
}

}  // namespace twinarm::cohort
