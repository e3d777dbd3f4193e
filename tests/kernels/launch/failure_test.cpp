// A patient that cannot be integrated is data, and changes nothing for the neighbours in the pack.
#include <gtest/gtest.h>

#include <cstring>
#include <vector>

#include "kernels/launch/simulate.hpp"
#include "kernels/launch/simulate_course.hpp"
#include "tests/kernels/reference_study.hpp"

namespace twinarm {
namespace {

using namespace reference;

constexpr std::uint64_t patients = 60;

/// One patient in six has `bad` for this parameter, the others `good`.
Study study_with(const char* key, double good, double bad) {
    Study study = study_without_arms(reference_population(), 4 * week);
    add_arm(study, arm_of(1, {high_dose_il2()}), 2 * week);
    Marginal mixture = fixed_at(good);
    mixture.component_count = 2;
    mixture.component[0] = {5, good, 0, 0, 1};
    mixture.component[1] = {1, bad, 0, 0, 1};
    study.population.marginal[parameter_index(key)] = mixture;
    return study;
}

std::vector<Outcome> simulate(const Study& study, int lanes) {
    std::vector<Outcome> outcomes(patients);
    simulate_on_cpu(study, 0, patients, outcomes.data(), {.threads = 1, .lanes = lanes});
    return outcomes;
}

/// Those with the bad value end with `expected`; the bytes of the others are those of a cohort in which
/// nobody has it, in which the same patients have the same addresses.
void expect_failures_apart(const char* key, double good, double bad, Status expected) {
    const Study study = study_with(key, good, bad), healthy = study_with(key, good, good);
    const int parameter = parameter_index(key);
    const std::vector<Outcome> usual = simulate(healthy, 1);
    for (const int lanes : {1, 2, 4, 8}) {
        const std::vector<Outcome> outcomes = simulate(study, lanes);
        int failed = 0;
        for (std::uint64_t n = 0; n < patients; ++n) {
            const Outcome& o = outcomes[n];
            const Patient<double> p = sample_patient<double>(study.population, study.seed, n);
            const double value = parameter_of(p, parameter);
            EXPECT_EQ(o.patient, n);
            if (value == bad) {
                ++failed;
                EXPECT_EQ(o.status, expected) << "patient " << n << ", lanes " << lanes;
                EXPECT_GE(o.failure_time_h, 0);
                EXPECT_LT(o.failure_time_h, 4 * 168);
            } else {
                EXPECT_EQ(o.status, Status::ok);
                EXPECT_EQ(std::memcmp(&o, &usual[n], sizeof o), 0) << "patient " << n << ", lanes " << lanes;
            }
        }
        EXPECT_GT(failed, 2);
        EXPECT_LT(failed, 30);
    }
}

TEST(Failure, MarginationInPicosecondsUnderflowsTheStep) {
    expect_failures_apart("lymphocytes.margination_rate", 0.5, 1e16, Status::step_underflow);
}

TEST(Failure, AnInfiniteSlopeIsNotFinite) {
    expect_failures_apart("survival.reference_growth", 8.75e-5, 0, Status::not_finite);
}

TEST(Failure, APatientWhoStartsAboveTheGrowthLimitIsRejected) {
    expect_failures_apart("tumour.growth_limit", 600, 1, Status::rejected_baseline);
}

TEST(Failure, AStiffPatientNeedsTooManySteps) {
    Study study = study_with("lymphocytes.receptor_synthesis", 0.1, 2000);
    Study healthy = study_with("lymphocytes.receptor_synthesis", 0.1, 0.1);
    study.solver.max_steps = healthy.solver.max_steps = 3000;
    const std::vector<Outcome> outcomes = simulate(study, 8), usual = simulate(healthy, 1);
    int failed = 0;
    for (std::uint64_t n = 0; n < patients; ++n) {
        if (outcomes[n].status == Status::ok) {
            EXPECT_EQ(std::memcmp(&outcomes[n], &usual[n], sizeof usual[n]), 0) << n;
            continue;
        }
        ++failed;
        EXPECT_EQ(outcomes[n].status, Status::too_many_steps);
    }
    EXPECT_GT(failed, 2);
    EXPECT_LT(failed, 30);
}

TEST(Failure, SimulateCourseFailsAtTheSameTime) {
    const Study study = study_with("lymphocytes.margination_rate", 0.5, 1e16);
    const std::vector<Outcome> outcomes = simulate(study, 8);
    int failed = 0;
    for (std::uint64_t n = 0; n < patients; ++n) {
        failed += outcomes[n].status != Status::ok;
        const Outcome again = simulate_course(study, n, 0).outcome;
        EXPECT_EQ(std::memcmp(&again, &outcomes[n], sizeof again), 0) << n;
    }
    EXPECT_GT(failed, 2);
}

TEST(Failure, StepsAreCountedAlsoWhereEveryLegIsOneStep) {
    Study study = study_without_arms(reference_population(), 4 * week);
    Regimen skipped = every(Drug::aldesleukin, 1, true, 5, 10);
    add_rule(skipped, rule_of(RuleVariable::leak, Comparison::greater_or_equal, 0, RuleAction::skip));
    add_arm(study, arm_of(1, {skipped}), 2 * week);  // 4032 legs of 10 min without a drug
    study.solver.max_steps = 1000;
    const Outcome o = simulate_course(study, 0, 0).outcome;
    EXPECT_EQ(o.status, Status::too_many_steps);
    EXPECT_GT(o.failure_time_h, 1000 * 10 / 60. / 2);  // no leg takes more than two steps
    EXPECT_LE(o.failure_time_h, 1000 * 10 / 60.);
    study.solver.max_steps = 10000;
    EXPECT_EQ(simulate_course(study, 0, 0).outcome.status, Status::ok);
}

}  // namespace
}  // namespace twinarm
