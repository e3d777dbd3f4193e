// The first-in-human study, small: what is dose-limiting, and that nothing but the patients decides.
#include "host/study/escalate.hpp"

#include <gtest/gtest.h>

#include <atomic>

#include "host/base/errors.hpp"
#include "host/study/make_plan.hpp"
#include "kernels/launch/simulate_course.hpp"

namespace twinarm::study {
namespace {

struct FirstInHuman {
    CohortOptions options;
    EngineOptions engine;
    cohort::Cohort cohort;

    explicit FirstInHuman(std::uint64_t patients, std::vector<std::string> set = {}) {
        options.file = TWINARM_SOURCE_DIR "/cohorts/first_in_human.toml";
        options.set = std::move(set);
        options.set.push_back("trial.trials=500");
        options.patients = patients;
        engine.device = "cpu";
        cohort = read_cohort(options);
    }
    store::StudyPlan plan(const std::string& populations = no_populations) const {
        return make_plan(cohort, options, engine, populations);
    }
};

Escalation run(const FirstInHuman& study, const store::StudyPlan& plan) {
    const std::atomic<int> signal = 0;
    return run_escalation(study.cohort, plan, {}, base::StopToken(signal));
}

// A dose-limiting toxicity is what the whole course shows in its first 21 days.
TEST(Escalate, TheRateOfALevelIsThatOfTheFirstDaysOfWholeCourses) {
    const FirstInHuman study(40);
    const Escalation found = run(study, study.plan());
    ASSERT_EQ(found.failed, 0u);
    for (std::size_t level = 0; level < 5; ++level) {
        int toxic = 0;
        for (std::uint64_t patient = 0; patient < 40; ++patient) {
            const CourseLog course =
                simulate_course(study.cohort.study, patient, study.cohort.escalation.levels[level]);
            int worst = 0;
            for (const CoursePoint& point : course.points)
                if (point.time_h <= 21 * 24) worst = std::max(worst, point.hypotension_grade);
            toxic += worst >= 3;
        }
        EXPECT_DOUBLE_EQ(*found.summary.levels[level].dlt_rate.mean, toxic / 40.0) << level;
    }
}

TEST(Escalate, IsTheSameOnAnyNumberOfThreads) {
    FirstInHuman study(60);
    study.engine.threads = 1;
    const Escalation one = run(study, study.plan());
    study.engine.threads = 3;
    study.engine.chunk = 7;
    const Escalation three = run(study, study.plan());
    for (std::size_t level = 0; level < 5; ++level) {
        EXPECT_EQ(one.summary.levels[level].recommended.estimate,
                  three.summary.levels[level].recommended.estimate);
        EXPECT_EQ(one.summary.levels[level].patients, three.summary.levels[level].patients);
        EXPECT_EQ(one.summary.levels[level].dlts, three.summary.levels[level].dlts);
    }
}

TEST(Escalate, ToxicityGrowsWithTheDoseInTheSamePatients) {
    const FirstInHuman study(200);
    const Escalation found = run(study, study.plan());
    const auto rate = [&](std::size_t level) { return *found.summary.levels[level].dlt_rate.mean; };
    EXPECT_LE(rate(0), rate(1));
    EXPECT_LE(rate(1), rate(3));
    EXPECT_LE(rate(3), rate(4));
    EXPECT_LT(rate(0), rate(4));
}

TEST(Escalate, ACohortWithoutLevelsAndTooFewPatientsAreRefused) {
    const FirstInHuman few(29);
    EXPECT_THROW(check_escalation(few.cohort, few.plan()), base::UsageError);
    const FirstInHuman enough(30);
    EXPECT_NO_THROW(check_escalation(enough.cohort, enough.plan()));
    cohort::Cohort without = enough.cohort;
    without.escalation = {};
    EXPECT_THROW(check_escalation(without, enough.plan()), base::UsageError);
}

TEST(Escalate, ASignalEndsItWhilePatientsAreSimulated) {
    const FirstInHuman study(60);
    std::atomic<int> signal = 0;
    store::StudyPlan plan = study.plan();
    plan.chunk = 10;
    const Escalation found = run_escalation(
        study.cohort, plan, [&](std::uint64_t) { signal = 15; }, base::StopToken(signal));
    EXPECT_EQ(found.signal, 15);
    EXPECT_TRUE(found.summary.levels.empty());
}

}  // namespace
}  // namespace twinarm::study
