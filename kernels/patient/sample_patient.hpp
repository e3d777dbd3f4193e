// One virtual patient from its address: sampled parameters, linked to covariates, and event thresholds.
#pragma once

#include "kernels/core/status.hpp"
#include "kernels/model/parameters.hpp"
#include "kernels/patient/study.hpp"
#include "kernels/random/sample.hpp"

TWINARM_BEGIN

/// Moves killing, growth, burden, exhaustion and the hazard of death by the patient's covariates.
template <class T>
TWINARM_HD inline void link_covariates(Patient<T>& p) {
    const CovariateLinks<T>& l = p.links;
    const Covariates<T>& c = p.covariates;
    const T killing = linked(c, l.pdl1_killing, l.ldh_killing, l.imdc_killing, l.ecog_killing);
    const T growth = linked(c, l.pdl1_growth, l.ldh_growth, l.imdc_growth, l.ecog_growth);
    const T burden = linked(c, l.pdl1_burden, l.ldh_burden, l.imdc_burden, l.ecog_burden);
    const T death = linked(c, l.pdl1_death, l.ldh_death, l.imdc_death, l.ecog_death);
    const T exhaustion = linked(c, l.pdl1_exhaustion, l.ldh_exhaustion, l.imdc_exhaustion, l.ecog_exhaustion);
    p.tumour.killing = p.tumour.killing * exponential(killing);
    p.tumour.growth_rate = p.tumour.growth_rate * exponential(growth);
    p.tumour.baseline_sld = p.tumour.baseline_sld * exponential(burden);
    p.survival.death_rate = p.survival.death_rate * exponential(death);
    p.tumour.exhaustion =
        p.tumour.exhaustion / (p.tumour.exhaustion + (T(1) - p.tumour.exhaustion) * exponential(-exhaustion));
}

/// A patient who is given the kinds' own drugs, or, with an arm, those of the arm.
template <class T>
TWINARM_HD inline Patient<T> sample_patient(const Population& population, std::uint64_t seed,
                                            std::uint64_t number, const Arm* arm = nullptr) {
#define TWINARM_DRAW(name, unit, draw, meaning) draw,
#define TWINARM_DRAW_GROUP(group, list) list(TWINARM_DRAW)
    const std::uint32_t draws[] = {TWINARM_PARAMETER_GROUPS(TWINARM_DRAW_GROUP)};
#undef TWINARM_DRAW_GROUP
#undef TWINARM_DRAW
    T value[parameter_count];
    sample_parameters(population.marginal, parameter_count, draws, population.copula, seed, number, value);
    for (int r = 0; arm != nullptr && r < arm->regimen_count; ++r) {
        const Regimen& regimen = arm->regimens[r];
        if (regimen.marginals == 0) continue;
        const ParameterSpan of_drug = parameters_of(regimen.drug);
        sample_parameters(population.marginal + regimen.marginals, of_drug.first,
                          of_drug.first + of_drug.count, draws, population.copula, seed, number, value);
    }
    Patient<T> patient;
    for_each_parameter(patient, [&](T& field, int i) { field = value[i]; });
    link_covariates(patient);
    return patient;
}

/// The patient's parameter i, for the threshold of a rule.
template <class T>
TWINARM_HD inline double parameter_of(const Patient<T>& patient, int wanted) {
    double found = 0;
    for_each_parameter(patient, [&](const T& field, int i) {
        if (i == wanted) found = double(field);
    });
    return found;
}

/// Whether a patient can be simulated at all.
template <class T>
TWINARM_HD inline Status baseline_status(const Patient<T>& patient) {
    bool finite = true;
    for_each_parameter(patient, [&](const T& field, int) { finite = finite && absolute(field) <= T(1e30); });
    if (!finite) return Status::not_finite;
    const bool possible = patient.tumour.baseline_sld > T(0) &&
                          patient.tumour.baseline_sld < patient.tumour.growth_limit &&
                          patient.covariates.weight > T(0);
    return possible ? Status::ok : Status::rejected_baseline;
}

/// Cumulative hazards at which events come, the same in every arm of a patient.
struct EventThresholds {
    double new_lesion, death;
    std::int32_t
        dropout_min;  ///< loss to follow-up, rounded up to a minute; 0 where there is none before the horizon
    bool no_scan;     ///< has no post-baseline scan
    bool other_lesions_vanish;  ///< where the targets do; without it there is no CR
};

/// `clearance`: the patient's probability that other lesions vanish where the targets do.
TWINARM_HD inline EventThresholds event_thresholds(const Study& study, std::uint64_t number,
                                                   double clearance) {
    const auto exponential_draw = [&](EventDraw draw) {
        return -logarithm(uniform(study.seed, Purpose::event_thresholds, number, draw));
    };
    const double hazard = study.response.dropout_per_h;
    const double lost_min = hazard > 0 ? 60 * exponential_draw(dropout_draw) / hazard : study.horizon_min;
    return {exponential_draw(new_lesion_draw), exponential_draw(death_draw),
            lost_min < study.horizon_min - 1 ? std::int32_t(lost_min) + 1 : 0,
            uniform(study.seed, Purpose::no_scan, number, 0) < study.response.no_scan_probability,
            uniform(study.seed, Purpose::event_thresholds, number, other_lesions_draw) < clearance};
}

TWINARM_END
