// A decision that is stopped says by which signal, whether patients are simulated or trials are drawn.
#include "host/study/decide.hpp"

#include <gtest/gtest.h>

#include <atomic>

#include "host/study/make_plan.hpp"

namespace twinarm::study {
namespace {

TEST(Decide, ASignalEndsItWhilePatientsAreSimulatedAndWhileTrialsAreDrawn) {
    CohortOptions options;
    options.file = TWINARM_SOURCE_DIR "/cohorts/predictions/p06_combination_melanoma.toml";
    options.set = {"study.horizon=6 wk", "assessment.scans={ at = [\"6 wk\"] }", "trial.trials=5"};
    options.patients = 20;
    EngineOptions engine;
    engine.device = "cpu";
    engine.chunk = 10;
    for (const std::uint64_t patients : {10, 20, 30}) {
        const cohort::Cohort cohort = read_cohort(options);
        std::atomic<int> signal = 0;
        const Decision decision = run_decision(
            cohort, make_plan(cohort, options, engine), {},
            [&](std::uint64_t done) { signal = done == patients ? 15 : 0; }, base::StopToken(signal));
        EXPECT_EQ(decision.signal, patients == 30 ? 0 : 15) << patients;
        EXPECT_EQ(decision.report.controls.size(), patients == 30 ? 4u : 0u) << patients;
    }
}

}  // namespace
}  // namespace twinarm::study
