// The one road: chunks reach the sinks whole and in order, beside the simulation of the next.
#include "host/study/run_study.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "host/cohort/read_cohort.hpp"
#include "host/study/make_plan.hpp"

namespace twinarm::study {
namespace {

constexpr std::uint64_t patients = 40, chunk = 7;

store::StudyPlan plan_of(int threads) {
    CohortOptions options;
    options.file = TWINARM_SOURCE_DIR "/cohorts/select.toml";
    options.set = {"study.horizon=6 wk", "assessment.scans={ at = [\"6 wk\"] }"};
    options.patients = patients;
    EngineOptions engine;
    engine.threads = threads;
    engine.chunk = chunk;
    engine.device = "cpu";
    return make_plan(read_cohort(options), options, engine, no_populations);
}

TEST(RunStudy, EveryChunkReachesEverySinkInTheOrderOfPatients) {
    for (const int threads : {1, 2}) {
        std::vector<std::uint64_t> first, second, progress;
        const auto gather = [](std::vector<std::uint64_t>& into) {
            return [&into](const Outcome* outcomes, std::uint64_t count) {
                for (std::uint64_t k = 0; k < count; ++k) into.push_back(outcomes[k].patient);
            };
        };
        const StudySinks sinks{{gather(first), gather(second)},
                               [&](std::uint64_t done) { progress.push_back(done); }};
        const store::StudyResult result = run_study(plan_of(threads), sinks, {});
        EXPECT_EQ(result.patients_done, patients);
        ASSERT_EQ(first.size(), patients);
        for (std::uint64_t k = 0; k < patients; ++k) EXPECT_EQ(first[k], k);
        EXPECT_EQ(first, second);
        EXPECT_EQ(progress, (std::vector<std::uint64_t>{0, 7, 14, 21, 28, 35, 40}));
    }
}

TEST(RunStudy, WhatASinkDidNotTakeDoesNotCount) {
    for (const int threads : {1, 2}) {
        int chunks = 0;
        const auto fail_third = [&](const Outcome*, std::uint64_t) {
            if (++chunks == 3) throw std::runtime_error("no room");
        };
        const store::StudyResult result = run_study(plan_of(threads), {{fail_third}}, {});
        EXPECT_EQ(chunks, 3);
        EXPECT_EQ(result.patients_done, 2 * chunk);
        ASSERT_TRUE(result.error);
        EXPECT_THROW(std::rethrow_exception(result.error), std::runtime_error);
    }
}

TEST(RunStudy, AStopEndsItAfterWholeChunksThatSinksTook) {
    std::atomic<int> signal = 0;
    std::uint64_t taken = 0;
    const auto stop_at_once = [&](const Outcome*, std::uint64_t count) {
        taken += count;
        signal = 15;
    };
    const store::StudyResult result = run_study(plan_of(2), {{stop_at_once}}, base::StopToken(signal));
    EXPECT_EQ(result.signal, 15);
    EXPECT_EQ(result.patients_done, taken);
    EXPECT_LE(taken, 2 * chunk);  // the next chunk may be simulated before the first is taken
}

TEST(RunStudy, WithOneThreadTheSinksRunInIt) {
    const auto caller = std::this_thread::get_id();
    std::atomic<int> elsewhere = 0;
    const auto where = [&](const Outcome*, std::uint64_t) {
        elsewhere += std::this_thread::get_id() != caller;
    };
    run_study(plan_of(1), {{where}}, {});
    EXPECT_EQ(elsewhere, 0);
    run_study(plan_of(2), {{where}}, {});
    EXPECT_EQ(elsewhere, 6);  // chunks
}

}  // namespace
}  // namespace twinarm::study
