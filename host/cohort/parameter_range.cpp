// Ranges by unit, with the exceptions by name.
#include "host/cohort/parameter_range.hpp"

#include <algorithm>
#include <initializer_list>
#include <limits>
#include <string_view>

#include "kernels/model/parameters.hpp"

namespace twinarm::cohort {
namespace {

constexpr double unlimited = std::numeric_limits<double>::infinity();
constexpr Range above_zero{0, unlimited, false, false, "must be positive"};
constexpr Range not_negative{0, unlimited, true, false, "cannot be negative"};
constexpr Range share{0, 1, true, true, "must lie between 0 and 1"};
constexpr Range inner_share{0, 1, false, false, "must lie between 0 and 1, without the ends"};
constexpr Range at_least_one{1, unlimited, true, false, "must be at least 1"};
constexpr Range any_number{-unlimited, unlimited, false, false, ""};

bool among(std::string_view key, std::initializer_list<std::string_view> several) {
    return std::find(several.begin(), several.end(), key) != several.end();
}

}  // namespace

std::string key_of(int index) {
    return std::string(parameter_table[index].group) + "." + parameter_table[index].name;
}

std::vector<std::string> parameter_keys() {
    std::vector<std::string> keys;
    for (int i = 0; i < parameter_count; ++i) keys.push_back(key_of(i));
    return keys;
}

int parameter_index(const std::string& key) {
    const std::size_t point = std::min(key.find('.'), key.size());
    const std::string_view group = std::string_view(key).substr(0, point);
    const std::string_view name = std::string_view(key).substr(std::min(point + 1, key.size()));
    for (int i = 0; i < parameter_count; ++i)
        if (parameter_table[i].name == name && parameter_table[i].group == group) return i;
    return -1;
}

Range range_of(int index) {
    const std::string key = key_of(index);
    // Signed: logarithms of ratios, exponents.
    if (std::string_view(parameter_table[index].group) == "links" || key.ends_with("_exponent") ||
        among(key, {"nivolumab.clearance_male", "nivolumab.clearance_ecog", "nivolumab.volume_male",
                    "nivolumab.clearance_change", "tumour.crowding", "tumour.chronic_exhaustion"}))
        return any_number;
    if (among(key,
              {"covariates.male", "covariates.ecog", "covariates.ldh_elevated", "covariates.pdl1_positive"}))
        return {0, 1, true, true, "must be 0 or 1", true};
    if (among(key, {"lymphocytes.spared_signal", "tumour.exhaustion", "tumour.pd1_effect",
                    "tumour.non_target_clearance", "toxicity.leak_without_endothelium"}))
        return share;
    // Untreated patients have 1.
    if (among(key, {"tumour.pdl1_limit", "tumour.largest_growth"})) return at_least_one;
    if (key == "covariates.imdc_class") return {0, 2, true, true, "must be 0, 1 or 2", true};
    if (key == "tumour.resistant_fraction") return inner_share;
    if (key == "aldesleukin.bioavailability")
        return {0, 1, false, true, "must lie between 0 and 1, without 0"};
    if (key == "nktr214.chains")
        return {2, peg_chains, true, true, "must be a whole number from 2 to 6", true};
    // Zero switches a mechanism off.
    if (among(key, {"nktr214.last_chain_factor",
                    "lymphocytes.margination_rate",
                    "lymphocytes.receptor_loss",
                    "lymphocytes.cd25_induction_rate",
                    "lymphocytes.cd8_expansion",
                    "lymphocytes.nk_expansion",
                    "lymphocytes.treg_expansion",
                    "lymphocytes.other_expansion",
                    "tumour.resistant_sensitivity",
                    "receptors.tumour_il2",
                    "receptors.tumour_conjugates",
                    "lymphocytes.tachyphylaxis_rate",
                    "tumour.unmatched_killing",
                    "tumour.exhaustion_relief",
                    "tumour.bystander_homing",
                    "tumour.priming",
                    "tumour.memory_rate",
                    "tumour.memory_of_signal",
                    "tumour.memory_of_priming",
                    "tumour.memory_loss",
                    "tumour.treg_of_signal",
                    "tumour.treg_displacement",
                    "tumour.treg_of_blood",
                    "tumour.treg_suppression",
                    "tumour.presentation_half_sld",
                    "toxicity.leak_rate",
                    "toxicity.eosinophil_effect",
                    "toxicity.soluble_cd25_of_cd8",
                    "toxicity.soluble_cd25_of_treg",
                    "survival.new_lesion_rate",
                    "survival.new_lesion_base",
                    "survival.death_rate"}))
        return not_negative;
    return above_zero;
}

}  // namespace twinarm::cohort
