// A population with the numbers from which the model was set up, before any calibration, as tests use it:
// independent of any cohort file. The rival explanations of kernels/README.md are off in it.
#pragma once

#include <cmath>
#include <cstring>
#include <stdexcept>
#include <string>

#include "kernels/core/normal.hpp"
#include "kernels/patient/study.hpp"

namespace twinarm::reference {

/// normal: mean, sd. lognormal: median, sd of the logarithm. logit_normal: median, sd of the logit.
/// categorical: probability of 1. `lower` and `upper` truncate where upper > lower.
struct Row {
    const char* key;
    DistributionKind kind;
    double location, scale = 0, lower = 0, upper = 0;
};
using Kind = DistributionKind;

// clang-format off
inline constexpr Row rows[] = {
    {"covariates.weight", Kind::normal, 79.1, 19.3, 35, 170},
    {"covariates.age", Kind::fixed, 61},
    {"covariates.male", Kind::categorical, 0.667},
    {"covariates.ecog", Kind::categorical, 0.3},
    {"covariates.ldh_elevated", Kind::categorical, 0.35},
    {"covariates.pdl1_positive", Kind::categorical, 0.25},
    {"covariates.imdc_class", Kind::fixed, 1},
    {"aldesleukin.clearance", Kind::lognormal, 16.08, 0.35},
    {"aldesleukin.central_volume", Kind::lognormal, 6.3, 0.25},
    {"aldesleukin.intercompartmental_clearance", Kind::fixed, 3.42},
    {"aldesleukin.peripheral_volume", Kind::fixed, 5.53},
    {"aldesleukin.reference_weight", Kind::fixed, 80},
    {"aldesleukin.clearance_weight_exponent", Kind::fixed, 0.75},
    {"aldesleukin.volume_weight_exponent", Kind::fixed, 1},
    {"aldesleukin.half_life_factor", Kind::fixed, 1},
    {"aldesleukin.alpha_factor", Kind::fixed, 1},
    {"aldesleukin.beta_factor", Kind::fixed, 1},
    {"aldesleukin.absorption_rate", Kind::fixed, 0.3},
    {"aldesleukin.bioavailability", Kind::fixed, 1},
    {"nktr214.release_rate", Kind::lognormal, 0.03, 0.2},
    {"nktr214.last_chain_factor", Kind::fixed, 0.1},
    {"nktr214.elimination_rate", Kind::lognormal, 0.01, 0.3},
    {"nktr214.one_chain_elimination_rate", Kind::fixed, 0.035},
    {"nktr214.volume", Kind::lognormal, 4.5, 0.2},
    {"nktr214.reference_weight", Kind::fixed, 80},
    {"nktr214.volume_weight_exponent", Kind::fixed, 1},
    {"nktr214.one_chain_alpha_factor", Kind::fixed, 30},
    {"nktr214.two_chain_alpha_factor", Kind::fixed, 100},
    {"nktr214.one_chain_beta_factor", Kind::fixed, 10},
    {"nktr214.two_chain_beta_factor", Kind::fixed, 30},
    {"nktr214.beta_factor_spread", Kind::lognormal, 1, 0.3},
    {"nktr214.chains", Kind::fixed, 6},
    {"nivolumab.clearance", Kind::lognormal, 0.0094, 0.351},
    {"nivolumab.central_volume", Kind::lognormal, 3.63, 0.351},
    {"nivolumab.intercompartmental_clearance", Kind::fixed, 0.0321},
    {"nivolumab.peripheral_volume", Kind::lognormal, 2.78, 0.508},
    {"nivolumab.reference_weight", Kind::fixed, 80},
    {"nivolumab.clearance_weight_exponent", Kind::fixed, 0.566},
    {"nivolumab.volume_weight_exponent", Kind::fixed, 0.597},
    {"nivolumab.clearance_male", Kind::fixed, 0.165},
    {"nivolumab.clearance_ecog", Kind::fixed, 0.172},
    {"nivolumab.volume_male", Kind::fixed, 0.152},
    {"nivolumab.clearance_change", Kind::normal, -0.295, 0.268},
    {"nivolumab.clearance_change_half_time", Kind::fixed, 1410},
    {"nivolumab.clearance_change_shape", Kind::fixed, 3.15},
    {"nivolumab.half_occupancy", Kind::fixed, 0.6},
    {"receptors.alpha_dissociation", Kind::fixed, 10},
    {"receptors.beta_dissociation", Kind::fixed, 2.5},
    {"receptors.assembly", Kind::fixed, 3.5},
    {"receptors.cd8_cd25", Kind::fixed, 22},
    {"receptors.cd8_cd122", Kind::lognormal, 511, 0.3},
    {"receptors.cd8_cd132", Kind::fixed, 12407},
    {"receptors.cd8_induced_cd25", Kind::fixed, 2000},
    {"receptors.nk_cd25", Kind::fixed, 22},
    {"receptors.nk_cd122", Kind::lognormal, 8503, 0.3},
    {"receptors.nk_cd132", Kind::fixed, 7643},
    {"receptors.treg_cd25", Kind::lognormal, 3476, 0.35},
    {"receptors.treg_cd122", Kind::fixed, 657},
    {"receptors.treg_cd132", Kind::fixed, 14017},
    {"receptors.tumour_t_cd25", Kind::lognormal, 1500, 0.5},
    {"receptors.tumour_t_cd122", Kind::fixed, 600},
    {"receptors.tumour_t_cd132", Kind::fixed, 14000},
    {"receptors.endothelium_cd25", Kind::lognormal, 1000, 0.5},
    {"receptors.endothelium_cd122", Kind::fixed, 300},
    {"receptors.endothelium_cd132", Kind::fixed, 14000},
    {"receptors.tumour_il2", Kind::fixed, 0.05},
    {"receptors.tumour_conjugates", Kind::fixed, 0.1},
    {"lymphocytes.return_rate", Kind::lognormal, 0.1, 0.3},
    {"lymphocytes.margination_rate", Kind::lognormal, 0.6, 0.3},
    {"lymphocytes.margination_half_occupancy", Kind::lognormal, 0.05, 0.3},
    {"lymphocytes.receptor_synthesis", Kind::lognormal, 0.1, 0.2},
    {"lymphocytes.receptor_loss", Kind::lognormal, 0.9, 0.2},
    {"lymphocytes.cd25_induction_rate", Kind::lognormal, 0.03, 0.3},
    {"lymphocytes.cd25_loss_rate", Kind::lognormal, 0.03, 0.3},
    {"lymphocytes.activation_rate", Kind::lognormal, 0.063, 0.2},
    {"lymphocytes.effector_half_signal", Kind::lognormal, 0.07, 0.4},
    {"lymphocytes.treg_half_signal", Kind::lognormal, 0.25, 0.3},
    {"lymphocytes.cd8_expansion", Kind::lognormal, 0.06, 0.3},
    {"lymphocytes.nk_expansion", Kind::lognormal, 0.09, 0.3},
    {"lymphocytes.treg_expansion", Kind::lognormal, 0.05, 0.3},
    {"lymphocytes.other_expansion", Kind::lognormal, 0.035, 0.3},
    {"lymphocytes.cd8_turnover", Kind::lognormal, 0.006, 0.3},
    {"lymphocytes.nk_turnover", Kind::lognormal, 0.012, 0.3},
    {"lymphocytes.treg_turnover", Kind::lognormal, 0.01, 0.3},
    {"lymphocytes.other_turnover", Kind::lognormal, 0.004, 0.3},
    {"lymphocytes.cd8_capacity", Kind::fixed, 6},
    {"lymphocytes.nk_capacity", Kind::fixed, 8},
    {"lymphocytes.treg_capacity", Kind::fixed, 8},
    {"lymphocytes.other_capacity", Kind::fixed, 4},
    {"lymphocytes.cd8_count", Kind::lognormal, 0.45, 0.4},
    {"lymphocytes.nk_count", Kind::lognormal, 0.2, 0.4},
    {"lymphocytes.treg_count", Kind::lognormal, 0.05, 0.4},
    {"lymphocytes.other_count", Kind::lognormal, 0.9, 0.4},
    {"lymphocytes.spared_signal", Kind::fixed, 0.3},
    {"lymphocytes.tachyphylaxis_rate", Kind::fixed, 0},
    {"lymphocytes.tachyphylaxis_recovery", Kind::fixed, 0.002},
    {"lymphocytes.chronic_signal_rate", Kind::fixed, 0.002},
    {"tumour.baseline_sld", Kind::lognormal, 80, 0.75, 10, 400},
    {"tumour.growth_rate", Kind::lognormal, 0.0021, 0.8},
    {"tumour.growth_limit", Kind::fixed, 600},
    {"tumour.killing", Kind::lognormal, 6.3e-5, 1.8},
    {"tumour.killing_limit", Kind::fixed, 0.011},
    {"tumour.unmatched_killing", Kind::lognormal, 0.3, 1.1},
    {"tumour.resistant_fraction", Kind::logit_normal, 0.3, 1.05},
    {"tumour.resistant_sensitivity", Kind::lognormal, 0.07, 0.57},
    {"tumour.spreading_half_memory", Kind::fixed, 3.4},
    {"tumour.exhaustion", Kind::logit_normal, 0.54, 0.8},
    {"tumour.pd1_effect", Kind::fixed, 0.83},
    {"tumour.exhaustion_relief", Kind::fixed, 1.5},
    {"tumour.tumour_cd8_turnover", Kind::lognormal, 0.0025, 0.9},
    {"tumour.bystander_turnover", Kind::fixed, 0.006},
    {"tumour.bystander_homing", Kind::fixed, 0.64},
    {"tumour.crowding", Kind::fixed, 0},
    {"tumour.chronic_exhaustion", Kind::fixed, 0},
    {"tumour.tumour_half_signal", Kind::lognormal, 0.15, 0.2},
    {"tumour.priming", Kind::fixed, 0.013},
    {"tumour.priming_half_killing", Kind::fixed, 2e-4},
    {"tumour.memory_rate", Kind::fixed, 0.044},
    {"tumour.memory_gap", Kind::fixed, 0.05},
    {"tumour.memory_of_signal", Kind::lognormal, 0.74, 0.66},
    {"tumour.memory_of_priming", Kind::lognormal, 0.6, 0.66},
    {"tumour.memory_half_surplus", Kind::fixed, 0.1},
    {"tumour.memory_loss", Kind::lognormal, 3.5e-6, 1},
    {"tumour.tumour_treg_turnover", Kind::fixed, 0.006},
    {"tumour.treg_of_signal", Kind::lognormal, 4.7, 0.4},
    {"tumour.tumour_treg_half_signal", Kind::fixed, 0.11},
    {"tumour.treg_displacement", Kind::fixed, 0.16},
    {"tumour.treg_of_blood", Kind::fixed, 0},
    {"tumour.treg_suppression", Kind::lognormal, 0.62, 0.4},
    {"tumour.pdl1_adaptation", Kind::fixed, 0.01},
    {"tumour.presentation_half_sld", Kind::fixed, 5},
    {"tumour.priming_half_cd8", Kind::fixed, 20},
    {"tumour.pdl1_half_effect", Kind::fixed, 0.5},
    {"tumour.pdl1_limit", Kind::fixed, 6},
    {"tumour.largest_growth", Kind::fixed, 1.3},
    {"tumour.non_target_clearance", Kind::fixed, 0.7},
    {"toxicity.leak_rate", Kind::lognormal, 0.19, 0.3},
    {"toxicity.leak_recovery", Kind::lognormal, 0.025, 0.3},
    {"toxicity.leak_without_endothelium", Kind::fixed, 0.6},
    {"toxicity.leak_tolerance", Kind::lognormal, 0.61, 0.2, 0, 0.95},
    {"toxicity.hypotension_grade1", Kind::fixed, 0.27},
    {"toxicity.hypotension_grade2", Kind::fixed, 0.4},
    {"toxicity.hypotension_grade3", Kind::fixed, 0.54},
    {"toxicity.hypotension_grade4", Kind::fixed, 0.75},
    {"toxicity.hypotension_resistance", Kind::lognormal, 1, 0.5},
    {"toxicity.eosinophil_effect", Kind::lognormal, 48, 0.5},
    {"toxicity.eosinophil_precursor_rate", Kind::lognormal, 0.01, 0.5},
    {"toxicity.eosinophil_rate", Kind::lognormal, 0.02, 0.5},
    {"toxicity.soluble_cd25_rate", Kind::lognormal, 0.03, 0.3},
    {"toxicity.soluble_cd25_of_cd8", Kind::fixed, 15},
    {"toxicity.soluble_cd25_of_treg", Kind::fixed, 4},
    {"survival.new_lesion_rate", Kind::fixed, 2e-4},
    {"survival.new_lesion_base", Kind::fixed, 5e-5},
    {"survival.reference_growth", Kind::fixed, 8.75e-5},
    {"survival.death_rate", Kind::fixed, 2e-5},
    {"survival.death_reference_sld", Kind::fixed, 80},
    {"survival.death_burden_exponent", Kind::fixed, 1.1},
    {"survival.death_growth_exponent", Kind::fixed, 0.2},
    {"survival.frailty", Kind::lognormal, 1, 1},
    {"survival.later_therapy", Kind::fixed, 1},
    {"survival.entry_time", Kind::fixed, 1440},
};
// clang-format on

/// Index of a parameter by its key, for instance "tumour.killing".
inline int parameter_index(const std::string& key) {
    for (int i = 0; i < parameter_count; ++i)
        if (key == std::string(parameter_table[i].group) + "." + parameter_table[i].name) return i;
    throw std::invalid_argument("no parameter is called " + key);
}

inline Marginal fixed_at(double value) {
    Marginal m{};
    m.kind = Kind::fixed;
    m.component_count = 1;
    m.copula_row = -1;
    m.component[0] = {1, value, 0, 0, 1};
    return m;
}

inline Marginal marginal_of(const Row& row) {
    Marginal m = fixed_at(row.location);
    m.kind = row.kind;
    MarginalComponent& c = m.component[0];
    c.scale = row.scale;
    if (row.kind == Kind::categorical) {
        m.component_count = 2;
        m.component[0] = {1 - row.location, 0, 0, 0, 1};
        m.component[1] = {row.location, 1, 0, 0, 1};
    } else if (row.upper > row.lower) {
        const auto latent = [&](double x) {
            return row.kind == Kind::normal ? (x - row.location) / row.scale
                                            : std::log(x / row.location) / row.scale;
        };
        c.lower_probability = row.lower > 0 ? normal_cdf(latent(row.lower)) : 0;
        c.upper_probability = normal_cdf(latent(row.upper));
    }
    return m;
}

/// Correlations: pairs, and one between the four baseline counts.
inline Copula reference_copula(Marginal* marginal) {
    struct Pair {
        const char *one, *other;
        double correlation;
    };
    constexpr Pair pairs[] = {{"tumour.killing", "tumour.exhaustion", 0.53},
                              {"aldesleukin.clearance", "aldesleukin.central_volume", 0.35},
                              {"tumour.growth_rate", "tumour.baseline_sld", 0.3},
                              {"receptors.treg_cd25", "receptors.endothelium_cd25", 0.3},
                              {"nivolumab.clearance", "nivolumab.central_volume", 0.352},
                              {"tumour.memory_of_signal", "toxicity.hypotension_resistance", -0.5}};
    Copula copula{};
    const auto add = [&](const char* key) {
        const int row = copula.count++, parameter = parameter_index(key);
        copula.parameter[row] = parameter;
        marginal[parameter].copula_row = row;
        return row;
    };
    for (const Pair& pair : pairs) {
        const int one = add(pair.one), other = add(pair.other);
        copula.factor[one][one] = 1;
        copula.factor[other][one] = pair.correlation;
        copula.factor[other][other] = std::sqrt(1 - pair.correlation * pair.correlation);
    }
    // Cholesky factor of four ones on the diagonal and 0.5 everywhere else.
    const double factor[4][4] = {{1, 0, 0, 0},
                                 {0.5, std::sqrt(3 / 4.), 0, 0},
                                 {0.5, std::sqrt(1 / 12.), std::sqrt(2 / 3.), 0},
                                 {0.5, std::sqrt(1 / 12.), std::sqrt(1 / 24.), std::sqrt(5 / 8.)}};
    const char* const counts[4] = {"lymphocytes.cd8_count", "lymphocytes.nk_count", "lymphocytes.treg_count",
                                   "lymphocytes.other_count"};
    const int first = copula.count;
    for (int i = 0; i < 4; ++i) {
        add(counts[i]);
        for (int j = 0; j <= i; ++j) copula.factor[first + i][first + j] = factor[i][j];
    }
    return copula;
}

inline Population reference_population() {
    Population population{};
    for (Marginal& m : population.marginal) m = fixed_at(0);  // links between covariates and disease
    for (const Row& row : rows) population.marginal[parameter_index(row.key)] = marginal_of(row);
    population.copula = reference_copula(population.marginal);
    return population;
}

/// Everyone is the typical patient: an 80 kg woman, ECOG 0, each parameter at its location.
inline Population typical_population() {
    Population population{};
    for (Marginal& m : population.marginal) m = fixed_at(0);
    for (const Row& row : rows) {
        const bool typical_is_zero = row.kind == Kind::categorical;
        population.marginal[parameter_index(row.key)] = fixed_at(typical_is_zero ? 0 : row.location);
    }
    population.marginal[parameter_index("covariates.weight")] = fixed_at(80);
    return population;
}

}  // namespace twinarm::reference
