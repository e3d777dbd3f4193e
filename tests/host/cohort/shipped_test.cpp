// The cohorts that come with the program: they read, and hold their defaults.
#include "host/cohort/coefficient_of_variation.hpp"
#include "host/cohort/defaulted_parameters.hpp"
#include "host/cohort/parameter_range.hpp"
#include "tests/host/cohort/cohort_files.hpp"

namespace twinarm::cohort {
namespace {

constexpr int week = 7 * 1440;

std::vector<std::filesystem::path> runnable() {
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(shipped))
        if (entry.path().extension() == ".toml") files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    return files;
}

TEST(Shipped, EveryCohortFileReadsWithoutError) {
    const auto files = runnable();
    EXPECT_GE(files.size(), 6u);
    for (const auto& file : files) EXPECT_NO_THROW(read_cohort(file)) << file;
}

TEST(Shipped, TheIdOfACohortIsTheNameOfItsFile) {
    for (const auto& file : runnable()) EXPECT_EQ(read_cohort(file).id, file.stem().string());
}

TEST(Shipped, EveryNumberHasASource) {
    for (const auto& file : runnable()) {
        const Cohort cohort = read_cohort(file);
        int without_a_default = 0;
        for (int i = 0; i < parameter_count; ++i) without_a_default += !default_of(i);
        ASSERT_GE(cohort.notes.size(), std::size_t(without_a_default));
        for (const ParameterNote& note : cohort.notes)
            EXPECT_FALSE(note.source.empty()) << key_of(note.parameter);
    }
}

TEST(Shipped, CovariateLinksAreZeroOrSayThatTheyAreAssumed) {
    const Cohort cohort = read_cohort(shipped / "head_to_head.toml");
    std::vector<std::string> set;
    for (const ParameterNote& note : cohort.notes) {
        if (!key_of(note.parameter).starts_with("links.")) continue;
        if (cohort.study.population.marginal[note.parameter].component[0].location != 0)
            set.push_back(key_of(note.parameter));
        else
            EXPECT_EQ(note.status, "not calibrated") << key_of(note.parameter);
    }
    EXPECT_EQ(set, (std::vector<std::string>{"links.imdc_killing", "links.imdc_death", "links.ecog_death"}));
}

struct Expected {
    const char* file;
    int weeks, scan_weeks, trial_n, arms;
};

TEST(Shipped, DefaultsAreThoseOfTheTable) {
    for (const Expected& e :
         {Expected{"head_to_head", 52, 6, 120, 4}, Expected{"head_to_head_melanoma", 52, 6, 120, 4},
          Expected{"select", 260, 12, 120, 1}, Expected{"excel", 52, 8, 28, 5},
          Expected{"pivot02_melanoma", 156, 8, 41, 1}, Expected{"pivot02_rcc", 156, 8, 49, 1}}) {
        const Cohort cohort = read_cohort(shipped / (std::string(e.file) + ".toml"));
        EXPECT_EQ(cohort.study.seed, 1u) << e.file;
        EXPECT_EQ(cohort.patients, 10000u) << e.file;
        EXPECT_EQ(cohort.study.horizon_min, e.weeks * week) << e.file;
        EXPECT_EQ(cohort.trial.n, e.trial_n) << e.file;
        EXPECT_EQ(cohort.trial.trials, 10000) << e.file;
        EXPECT_EQ(cohort.trial.between_trial_sd, 0.3) << e.file;
        EXPECT_EQ(cohort.study.response.reader_log_sd, log_sd_of_cv(0.04)) << e.file;
        EXPECT_EQ(cohort.study.response.confirmation_min, 28 * 1440) << e.file;
        ASSERT_EQ(cohort.study.arm_count, e.arms) << e.file;
        for (int arm = 0; arm < e.arms; ++arm)
            EXPECT_EQ(cohort.study.scans[arm].minute[1], e.scan_weeks * week) << e.file;
    }
}

TEST(Shipped, TheHeadToHeadHasItsFourArms) {
    for (const char* file : {"head_to_head.toml", "head_to_head_melanoma.toml"}) {
        const Cohort cohort = read_cohort(shipped / file);
        ASSERT_EQ(cohort.arms.size(), 4u);
        const char* ids[] = {"aldesleukin", "nktr214", "nivolumab", "nktr214_nivolumab"};
        const int regimens[] = {1, 1, 1, 2};
        for (int i = 0; i < 4; ++i) {
            EXPECT_EQ(cohort.arms[std::size_t(i)].id, ids[i]);
            EXPECT_EQ(cohort.study.arms[i].regimen_count, regimens[i]);
        }
        EXPECT_EQ(cohort.study.arms[0].regimens[0].max_courses, 3);
    }
}

TEST(Shipped, ThePoolOfExcelIsTheTrial) {
    const Cohort cohort = read_cohort(shipped / "excel.toml");
    ASSERT_EQ(cohort.pools.size(), 1u);
    int patients = 0;
    for (const auto& part : cohort.pools[0].parts) {
        patients += part.n;
        EXPECT_EQ(cohort.arms[std::size_t(part.arm)].trial_n, part.n);
    }
    EXPECT_EQ(patients, cohort.trial.n);
    // Levels differ in dose or interval only: 3, 6, 9, 12 ug/kg every 21 d and 6 ug/kg every 14 d.
    const auto dose = [&](int arm) { return cohort.study.arms[arm].regimens[0].dose; };
    for (int arm = 0; arm < 4; ++arm) EXPECT_NEAR(dose(arm), (arm + 1) * dose(0), 1e-15);
    EXPECT_EQ(dose(4), dose(1));
    EXPECT_EQ(cohort.study.arms[4].regimens[0].course_interval_min, 14 * 1440);
    for (int arm = 0; arm < 5; ++arm) EXPECT_EQ(cohort.study.arms[arm].regimens[0].rule_count, 2);
}

TEST(Shipped, Pivot02StopsAfterTwoYears) {
    for (const char* file : {"pivot02_melanoma.toml", "pivot02_rcc.toml"})
        for (int i = 0; i < 2; ++i)
            EXPECT_EQ(read_cohort(shipped / file).study.arms[0].regimens[i].max_duration_min,
                      int(730.5 * 1440));
    EXPECT_EQ(read_cohort(shipped / "pivot02_melanoma.toml").trial.gate.patients, 13);
    EXPECT_EQ(read_cohort(shipped / "pivot02_rcc.toml").trial.gate.patients, 0);
}

TEST(Shipped, EvaluableSetsComeWithPatientsWithoutAScan) {
    EXPECT_EQ(read_cohort(shipped / "pivot02_melanoma.toml").study.response.no_scan_probability, 0.07);
    EXPECT_EQ(read_cohort(shipped / "excel.toml").study.response.no_scan_probability, 0.07);
    EXPECT_EQ(read_cohort(shipped / "pivot02_rcc.toml").study.response.no_scan_probability, 0);
    EXPECT_EQ(read_cohort(shipped / "head_to_head.toml").study.response.no_scan_probability, 0);
}

TEST(Shipped, OnlyFittedTrialsStandBesideArms) {
    for (const auto& file : runnable())
        for (const PublishedTrial& trial : read_cohort(file).published)
            EXPECT_EQ(trial.role, "calibration") << trial.label;
}

using Readme = CohortFiles;

TEST_F(Readme, EveryExampleReads) {
    const std::string readme = text_of_file(shipped / "README.md");
    const std::string fence = "```toml\n";
    int examples = 0;
    write("plan.csv", event_table_in_readme());
    for (auto at = readme.find(fence); at != std::string::npos; at = readme.find(fence, at + 1)) {
        const auto start = at + fence.size();
        const std::string example = readme.substr(start, readme.find("```", start) - start);
        if (example.find("include =") != std::string::npos) continue;
        ++examples;
        EXPECT_EQ(error_over_base(example), "") << example;
    }
    EXPECT_GE(examples, 6);
}

}  // namespace
}  // namespace twinarm::cohort
