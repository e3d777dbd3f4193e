// Calibration files: what they may say, and mistakes with their place.
#include "host/calibrate/read_calibration.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "host/calibrate/effect_groups.hpp"
#include "tests/host/temporary_folder.hpp"

namespace twinarm::calibrate {
namespace {

const std::string shipped = std::string(TWINARM_SOURCE_DIR) + "/cohorts/calibration/";

/// The text with its cohorts named by their whole path, so that it can stand anywhere.
std::string with_whole_paths(std::string text) {
    for (auto cohort = text.find("cohort = \""); cohort != std::string::npos;
         cohort = text.find("cohort = \"", cohort + 10))
        text.insert(cohort + 10, shipped);
    return text;
}

TEST(CalibrationReadme, ItsExampleReads) {
    const std::string readme = text_in(std::string(TWINARM_SOURCE_DIR) + "/cohorts/calibration/README.md");
    const auto start = readme.find("[calibration]\n");
    ASSERT_NE(start, std::string::npos);
    const TemporaryFolder folder;
    put_text(folder / "c.toml",
             "schema = 1\n" + with_whole_paths(readme.substr(start, readme.find("```", start) - start)));
    const Calibration calibration = read_calibration(folder / "c.toml");
    EXPECT_EQ(calibration.targets.size(), 10u);
    EXPECT_EQ(calibration.contrasts.size(), 1u);
    EXPECT_EQ(effect_groups(calibration).size(), 7u);  // the two randomised arms are one, three times are one
}

/// The default calibration with one target put behind it.
Calibration with_target(const std::string& target) {
    const TemporaryFolder folder;
    put_text(folder / "c.toml", with_whole_paths(text_in(shipped + "default.toml")) +
                                    "\n[[target]]\nid = \"new\"\ntrial = \"NEW\"\nsource = \"assumed\"\n"
                                    "experiment = \"melanoma\"\narm = \"nivolumab\"\n" +
                                    target);
    return read_calibration(folder / "c.toml");
}

TEST(CalibrationMeasures, OfSeveralTimesAreAChainOfThoseWhoAreLeft) {
    const Target target =
        with_target(
            "survival = { of = \"os\", at = [\"6 month\", \"12 month\"], share = [0.8, 0.6], n = 50 }")
            .targets.back();
    ASSERT_EQ(target.parts.size(), 2u);
    EXPECT_EQ(std::get<ObservedCount>(target.parts[0].observed).x, 40);
    EXPECT_EQ(target.parts[1].among, Among::survivors);
    EXPECT_EQ(std::get<ObservedCount>(target.parts[1].observed).n, 40);
    EXPECT_NEAR(std::get<ObservedCount>(target.parts[1].observed).x, 30, 1e-9);
}

const SummaryRequest& new_column(const Calibration& calibration) {
    return calibration.summaries[calibration.targets.back().parts[0].summary];
}

TEST(CalibrationMeasures, AreOfAnyOutcome) {
    const Calibration ratio =
        with_target("quantile = { of = \"lymphocyte_peak\", value = 2.5, log_sd = 0.25 }");
    const SummaryRequest& column = new_column(ratio);
    EXPECT_EQ(column.range.outcome, OutcomeIndex::lymphocyte_peak);
    EXPECT_EQ(column.scale, Scale::logarithm);
    EXPECT_NEAR(std::get<ObservedValue>(ratio.targets.back().parts[0].observed).value, std::log(2.5), 1e-12);
    const Calibration sign = with_target(
        "difference = { with = { of = \"worst_hypotension_grade\", at_least = 3 }, from = 0, sd = 0.05 }");
    const auto range = std::get<ObservedRange>(sign.targets.back().parts[0].observed);
    EXPECT_EQ(range.from, 0);
    EXPECT_EQ(range.to, INFINITY);
    EXPECT_TRUE(new_column(sign).split.has_value());
    const Calibration leak = with_target("share = { of = \"worst_leak\", at_least = 0.7, x = 0, n = 26 }");
    EXPECT_EQ(new_column(leak).range.from, 0.7);
    const Calibration arms =
        with_target("difference = { minus = \"nktr214_nivolumab\", value = 0, sd = 0.03 }");
    EXPECT_EQ(new_column(arms).minus.size(), 1u);
}

std::string error_of(const std::string& target) {
    try {
        with_target(target);
        return "no error";
    } catch (const base::CohortError& error) {
        return error.what();
    }
}

TEST(CalibrationMeasures, ThatAreWrongAreTold) {
    struct Case {
        const char *target, *said;
    };
    for (const Case& c : {
             Case{"counts = { response = 3, other = 7 }\nrandomised = true", "no other randomised target"},
             Case{"quantile = { of = \"lymphocyte_peek\", value = 2, sd = 1 }", "lymphocyte_peak"},
             Case{"quantile = { of = \"lymphocyte_peak\", value = 2 }", "`sd` or `log_sd`"},
             Case{"quantile = { of = \"lymphocyte_peak\", value = 2, from = 1, sd = 1 }", "needs `value`"},
             Case{"quantile = { of = \"best_change\", value = -0.3, log_sd = 1 }", "above 0"},
             Case{"quantile = { of = \"lymphocyte_peak\", from = 3, to = 2, sd = 1 }",
                  "`from` is above `to`"},
             Case{"share = { of = \"worst_leak\", x = 0, n = 26 }", "`at_least`, `at_most` or both"},
             Case{"difference = { value = 0, sd = 1 }", "`difference` has `minus`"},
             Case{"difference = { minus = \"nivolumap\", value = 0, sd = 1 }", "did you mean `nivolumab`?"},
             Case{"survival = { of = \"os\", at = [\"6 month\"], share = [0.8, 0.6], n = 50 }",
                  "one `share` for each time"},
             Case{"survival = { of = \"os\", at = [\"6 month\", \"3 month\"], share = [0.8, 0.6], n = 50 }",
                  "above 0 and rise"},
             Case{"survival = { of = \"os\", at = [\"3 month\", \"6 month\"], share = [0.6, 0.8], n = 50 }",
                  "not above that of an earlier time"},
         })
        EXPECT_NE(error_of(c.target).find(c.said), std::string::npos) << c.target << "\n"
                                                                      << error_of(c.target);
}

/// The first error of the default file with one line replaced, without the folder's name.
std::string error_with(const std::string& line, const std::string& by) {
    const TemporaryFolder folder;
    std::string text = text_in(shipped + "default.toml");
    const auto at = text.find(line);
    if (at == std::string::npos) return "the line is not there: " + line;
    text.replace(at, line.size(), by);
    text = with_whole_paths(std::move(text));
    put_text(folder / "c.toml", text);
    try {
        read_calibration(folder / "c.toml");
        return "no error";
    } catch (const base::CohortError& error) {
        const std::string first = error.what();
        return first.substr(first.find("c.toml:") == std::string::npos ? 0 : first.find("c.toml:"));
    }
}

bool holds(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

TEST(CalibrationErrors, HaveAPlaceAndSayWhatToDo) {
    struct Case {
        const char *line, *by, *said;
    };
    for (const Case& c : {
             Case{"path = \"tumour.killing.log_sd\"", "path = \"tumour.kiling.log_sd\"",
                  "unknown key `kiling`"},
             Case{"prior = { median = 1.8, log_sd = 0.15 }", "prior = { median = 1.8 }",
                  "a median needs `log_sd` or `logit_sd`"},
             Case{"prior = { median = \"1.2e-4 1/h\", log_sd = 0.6 }",
                  "prior = { median = \"1.2e-4 mm\", log_sd = 0.6 }", "got mm"},
             Case{"arm = \"all_levels\"", "arm = \"all_level\"", "did you mean `all_levels`?"},
             Case{"experiment = \"excel\"", "experiment = \"exel\"", "did you mean `excel`?"},
             Case{"counts = { CR = 3, PR = 27, other = 90 }", "counts = { PR = 27, other = 90 }",
                  "`counts` has CR and PR, or `response`"},
             Case{"counts = { response = 0, SD = 14, PD = 12 }", "", "has one of `counts`"},
             Case{"value = 10, sd = 2 }", "value = 10, sd = 2 }\ngate = { patients = 2, responders = 1 }",
                  "a gate is of counts"},
             Case{"at = \"36 month\"", "at = \"60 month\"", "is followed for 1344.0 d only"},
             Case{"generations = [700", "generation = [700", "lacks `generations`"},
             Case{"id = \"select_os\"", "id = \"select_pfs\"", "two targets are called"},
             Case{"cohort = \"excel.toml\"", "cohort = \"exel.toml\"", "cannot read"},
         }) {
        const std::string error = error_with(c.line, c.by);
        EXPECT_TRUE(holds(error, c.said)) << c.by << "\n  " << error;
    }
}

TEST(CalibrationErrors, NameTheFirstTableThatIsOneTooMany) {
    const auto error_of = [](const std::string& table, int count) {
        const TemporaryFolder folder;
        std::string text = "schema = 1\n[calibration]\n";
        for (int i = 0; i < count; ++i) text += "[[" + table + "]]\nid = \"x\"\n";
        put_text(folder / "c.toml", text);
        try {
            read_calibration(folder / "c.toml");
            return std::string();
        } catch (const base::CohortError& error) {
            return std::string(error.what());
        }
    };
    EXPECT_TRUE(holds(error_of("hyper", 201), "c.toml:403:1: more than 200 [[hyper]]"))
        << error_of("hyper", 201);
    EXPECT_FALSE(holds(error_of("hyper", 200), "more than")) << error_of("hyper", 200);
    EXPECT_TRUE(holds(error_of("experiment", 201), "c.toml:403:1: more than 200 [[experiment]]"));
    EXPECT_TRUE(holds(error_of("target", 1001), "c.toml:2003:1: more than 1000 [[target]]"));
    EXPECT_TRUE(holds(error_of("contrast", 1001), "c.toml:2003:1: more than 1000 [[contrast]]"));
}

TEST(CalibrationErrors, PointIntoTheFile) {
    EXPECT_TRUE(error_with("arm = \"all_levels\"", "arm = \"all_level\"").starts_with("c.toml:"));
    EXPECT_TRUE(error_with("path = \"tumour.killing.log_sd\"", "path = \"tumour.kiling.log_sd\"")
                    .starts_with("c.toml:"));
}

}  // namespace
}  // namespace twinarm::calibrate
