// The shipped calibration is resolved, of the shipped file, and its intervals hold the defaults.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "host/base/sha256.hpp"
#include "host/calibrate/read_calibration.hpp"
#include "host/cohort/parameter_range.hpp"
#include "host/cohort/populations.hpp"
#include "host/toml/units.hpp"

namespace twinarm::calibrate {
namespace {

const std::string folder = TWINARM_SOURCE_DIR "/cohorts/";

std::string text_of(const std::string& path) {
    std::stringstream text;
    text << std::ifstream(path).rdbuf();
    return text.str();
}

nlohmann::json diagnostics() {
    return nlohmann::json::parse(text_of(folder + "calibration/diagnostics.json"));
}

TEST(ShippedCalibration, IsResolvedAndNamesTheTargetsThatItDoesNotFit) {
    const nlohmann::json shipped = diagnostics();
    EXPECT_TRUE(shipped["resolved"]);
    EXPECT_GE(shipped["populations"], 200);
    EXPECT_EQ(shipped["patient_arms_failed"], 0);
    const std::string page = text_of(folder + "calibration/README.md");
    for (const auto& fit : shipped["fit"]) {
        if (fit["inside"].get<bool>()) continue;
        EXPECT_NE(page.find("`" + fit["target"].get<std::string>() + "`"), std::string::npos) << fit;
    }
}

TEST(ShippedCalibration, IsThatOfTheShippedFile) {
    const Calibration calibration = read_calibration(folder + "calibration/default.toml", {});
    const nlohmann::json shipped = diagnostics();
    EXPECT_EQ(shipped["reference_table_key"], calibration.key);
    const auto check = nlohmann::json::parse(text_of(folder + "calibration/check.json"));
    EXPECT_EQ(check["reference_table_key"], calibration.key);
    EXPECT_TRUE(check["passed"]);
    ASSERT_EQ(shipped["hyper_parameters"].size(), calibration.hyper.size());
    ASSERT_GE(shipped["fit"].size(), calibration.targets.size());
}

/// The number that a path such as tumour.killing.median names in a cohort, or not-a-number.
double default_of(const cohort::Cohort& cohort, const std::string& path) {
    const std::size_t dot = path.rfind('.');
    const int parameter = cohort::parameter_index(path.substr(0, dot));
    if (parameter < 0) return std::nan("");  // of trials, not of patients
    const MarginalComponent& component = cohort.study.population.marginal[parameter].component[0];
    return path.ends_with("sd") ? component.scale : component.location;
}

TEST(ShippedCalibration, TheDefaultsLieInThePosteriorIntervals) {
    const Calibration calibration = read_calibration(folder + "calibration/default.toml", {});
    for (const auto& hyper : diagnostics()["hyper_parameters"])
        for (const Experiment& experiment : calibration.experiments) {
            if (!hyper["disease"].is_null() && hyper["disease"] != experiment.cohort.disease) continue;
            const double value = default_of(experiment.cohort, hyper["path"]);
            if (std::isnan(value)) continue;
            EXPECT_GE(value, hyper["posterior"]["p2.5"].get<double>()) << hyper["path"] << experiment.id;
            EXPECT_LE(value, hyper["posterior"]["p97.5"].get<double>()) << hyper["path"] << experiment.id;
        }
}

TEST(ShippedCalibration, TheDefaultsAreOneOfItsPopulations) {
    const Calibration calibration = read_calibration(folder + "calibration/default.toml", {});
    const cohort::Populations populations =
        cohort::read_populations(text_of(folder + "calibration/populations.csv"), "populations.csv");
    const auto are_of = [&](const cohort::PlausiblePopulation& row) {
        for (const Experiment& experiment : calibration.experiments)
            for (const std::size_t c : populations.columns_of(experiment.cohort.disease)) {
                const double value = default_of(experiment.cohort, populations.columns[c].path);
                const double wanted = toml::parse_quantity(row.values[c])->value;
                if (!std::isnan(value) && std::abs(value - wanted) > 1e-9 * std::abs(wanted)) return false;
            }
        return true;
    };
    EXPECT_EQ(std::count_if(populations.rows.begin(), populations.rows.end(), are_of), 1);
}

TEST(ShippedCalibration, ItsPopulationsAreThoseOfItsDiagnostics) {
    const std::string csv = text_of(folder + "calibration/populations.csv");
    const cohort::Populations populations = cohort::read_populations(csv, "populations.csv");
    EXPECT_EQ(populations.rows.size(), diagnostics()["populations"]);
}

// What was registered was made with the populations of the second calibration, and stays.
TEST(ShippedCalibration, TheRegisteredPredictionsHaveOnePopulationsFile) {
    const auto made = nlohmann::json::parse(text_of(folder + "predictions/predictions.json"));
    EXPECT_EQ(made["predictions"].size(), 13u);
    for (const auto& prediction : made["predictions"])
        EXPECT_EQ(prediction["populations_sha256"], made["predictions"][0]["populations_sha256"]);
}

}  // namespace
}  // namespace twinarm::calibrate
