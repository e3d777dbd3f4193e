// resolved.toml reads back to the same study, bit for bit.
#include "host/cohort/resolved.hpp"

#include "host/cohort/parameter_range.hpp"
#include "tests/host/cohort/cohort_files.hpp"
#include "tests/host/cohort/same_study.hpp"

namespace twinarm::cohort {
namespace {

using Resolved = CohortFiles;

void expect_same_cohort(const Cohort& a, const Cohort& b) {
    EXPECT_EQ(StudyComparison::difference(a.study, b.study), "");
    EXPECT_EQ(a.id, b.id);
    EXPECT_EQ(a.title, b.title);
    EXPECT_EQ(a.disease, b.disease);
    EXPECT_EQ(a.patients, b.patients);
    EXPECT_EQ(a.trial.n, b.trial.n);
    EXPECT_EQ(a.trial.trials, b.trial.trials);
    EXPECT_EQ(a.trial.between_trial_sd, b.trial.between_trial_sd);
    EXPECT_EQ(a.trial.gate.patients, b.trial.gate.patients);
    EXPECT_EQ(a.trial.gate.responders, b.trial.gate.responders);
    ASSERT_EQ(a.arms.size(), b.arms.size());
    for (std::size_t i = 0; i < a.arms.size(); ++i) {
        EXPECT_EQ(a.arms[i].id, b.arms[i].id);
        EXPECT_EQ(a.arms[i].label, b.arms[i].label);
        EXPECT_EQ(a.arms[i].trial_n, b.arms[i].trial_n);
        EXPECT_EQ(a.arms[i].regimen_labels, b.arms[i].regimen_labels);
    }
    ASSERT_EQ(a.pools.size(), b.pools.size());
    for (std::size_t i = 0; i < a.pools.size(); ++i) {
        EXPECT_EQ(a.pools[i].id, b.pools[i].id);
        ASSERT_EQ(a.pools[i].parts.size(), b.pools[i].parts.size());
        for (std::size_t k = 0; k < a.pools[i].parts.size(); ++k) {
            EXPECT_EQ(a.pools[i].parts[k].arm, b.pools[i].parts[k].arm);
            EXPECT_EQ(a.pools[i].parts[k].n, b.pools[i].parts[k].n);
        }
    }
    ASSERT_EQ(a.published.size(), b.published.size());
    for (std::size_t i = 0; i < a.published.size(); ++i) {
        EXPECT_EQ(a.published[i].label, b.published[i].label);
        EXPECT_EQ(a.published[i].responders, b.published[i].responders);
        EXPECT_EQ(a.published[i].complete, b.published[i].complete);
    }
    ASSERT_EQ(a.notes.size(), b.notes.size());
    for (std::size_t i = 0; i < a.notes.size(); ++i) {
        EXPECT_EQ(a.notes[i].text, b.notes[i].text);
        EXPECT_EQ(a.notes[i].source, b.notes[i].source);
        EXPECT_EQ(a.notes[i].status, b.notes[i].status);
    }
}

/// Without the comments on top, which name the files that were read.
std::string body(const std::string& text) {
    return text.substr(text.find("\nschema"));
}

TEST_F(Resolved, EveryShippedCohortReadsBackToItself) {
    for (const char* name :
         {"head_to_head", "head_to_head_melanoma", "select", "excel", "pivot02_melanoma", "pivot02_rcc"}) {
        const Cohort cohort = read_cohort(shipped / (std::string(name) + ".toml"));
        const Cohort again = read_resolved(cohort.resolved, "resolved.toml");
        expect_same_cohort(cohort, again);
        EXPECT_EQ(body(cohort.resolved), body(again.resolved)) << name;
    }
}

TEST_F(Resolved, NumbersAndTextsKeepEveryBit) {
    const Cohort cohort = read_over_base(R"(
[study]
title = "a \"quoted\" text, with a \\ and an é"
[assessment]
reader_cv = 0.1234567890123456789
[solver]
relative_tolerance = 1e-7
absolute_tolerance = 1e-9
[tumour]
crowding = { value = 0.30000000000000004, source = "assumed" }
priming = { value = "1.0000000000000002e-3 1/min", source = "assumed" }
killing = { median = "5e-5 1/h", log_sd = 2, truncated = [-inf, "1 1/h"], source = "assumed" }
[[regimen.hd.rule]]
when = "time_on_treatment"
is = ">="
value = "12 wk"
do = "stop_course"
[[regimen.hd.rule]]
at = "course_end"
when = "lymphocytes"
is = "<"
value = -0.0
do = "stop"
)");
    expect_same_cohort(cohort, read_resolved(cohort.resolved, "resolved.toml"));
    EXPECT_EQ(read_resolved(cohort.resolved, "resolved.toml").title, "a \"quoted\" text, with a \\ and an é");
}

TEST_F(Resolved, PublishedCurvesAreReadBack) {
    const Cohort cohort = read_over_base(R"(
[[published]]
label = "x"
arm = "treated"
responders = 1
n = 2
role = "validation"
source = "y"
pfs = [["2 month", 0.75], ["4.15 month", "50 %"]]
lymphocytes = [["7 d", 2.5]]
)");
    for (const Cohort& one : {cohort, read_resolved(cohort.resolved, "resolved.toml")}) {
        ASSERT_EQ(one.published.at(0).pfs.size(), 2u);
        EXPECT_EQ(one.published[0].pfs[0].day, 2 * 30.4375);
        EXPECT_EQ(one.published[0].pfs[1].value, 0.5);
        ASSERT_EQ(one.published[0].lymphocytes.size(), 1u);
        EXPECT_EQ(one.published[0].lymphocytes[0].value, 2.5);
    }
}

TEST_F(Resolved, ItBeginsByNamingItsDataSimulated) {
    EXPECT_EQ(read_over_base("").resolved.rfind("# Simulated data", 0), 0u);
}

TEST_F(Resolved, TheComparisonSeesASingleBit) {
    const Cohort cohort = read_over_base("");
    Study other = cohort.study;
    double& scale = other.population.marginal[parameter_index("tumour.killing")].component[0].scale;
    scale = std::nextafter(scale, 10.0);
    EXPECT_EQ(StudyComparison::difference(cohort.study, other), "killing.scale");
}

}  // namespace
}  // namespace twinarm::cohort
