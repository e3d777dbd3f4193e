// What is shipped comes from the shipped calibration: defaults, populations, predictions.
#include <gtest/gtest.h>

#include <fmt/format.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "host/base/sha256.hpp"
#include "host/calibrate/read_calibration.hpp"
#include "host/cohort/populations.hpp"
#include "host/statistics/weighted.hpp"

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

TEST(ShippedCalibration, IsResolvedAndFitsEveryTarget) {
    const nlohmann::json shipped = diagnostics();
    EXPECT_GE(shipped["effective_sample_size"], 200);
    EXPECT_GE(shipped["populations"], 200);
    EXPECT_EQ(shipped["patient_arms_failed"], 0);
    EXPECT_EQ(shipped["fit"].size(), 30u);
    for (const auto& fit : shipped["fit"]) EXPECT_TRUE(fit["inside"]) << fit;
}

TEST(ShippedCalibration, IsThatOfTheShippedFile) {
    const Calibration calibration = read_calibration(folder + "calibration/default.toml", {});
    const nlohmann::json shipped = diagnostics();
    // The table was simulated before nine literals of the equations became parameters of the cohort files.
    // They have the same values and give the same bits (tests/pinned), but the key holds the text of the
    // files. The new key also says that each row has patients of its own, which the table's rows had not.
    EXPECT_EQ(shipped["reference_table_key"],
              "90cc29c7f62a55ca4a7ac9fcf629212c8616837bf31d1e192c36273a3e7cad04");
    EXPECT_EQ(calibration.key, "d347a9cf9560797ca1377fc9c8f8a05b8adee83149321b964b2a7c9fa848f783");
    ASSERT_EQ(shipped["hyper_parameters"].size(), calibration.hyper.size());
    ASSERT_GE(shipped["fit"].size(), calibration.targets.size());
}

// set_defaults writes three digits of every posterior median: setting them again changes nothing.
TEST(ShippedCalibration, ItsPosteriorMediansAreTheDefaults) {
    const Calibration calibration = read_calibration(folder + "calibration/default.toml", {});
    const nlohmann::json shipped = diagnostics();
    for (const Experiment& experiment : calibration.experiments) {
        cohort::CohortOverrides medians;
        medians.set = experiment.set;
        for (const auto& hyper : shipped["hyper_parameters"]) {
            const bool of_patients =
                hyper["path"] != "trial.between_trial_sd";  // that stays with the populations
            if (!of_patients ||
                (!hyper["disease"].is_null() && hyper["disease"] != experiment.cohort.disease))
                continue;
            const std::string unit = hyper["unit"] == "1" ? "" : " " + hyper["unit"].get<std::string>();
            medians.set.push_back(hyper["path"].get<std::string>() + "=" +
                                  fmt::format("{:.3g}", hyper["posterior"]["median"].get<double>()) + unit);
        }
        EXPECT_EQ(experiment.file.with(medians).resolved, experiment.cohort.resolved) << experiment.id;
    }
}

TEST(ShippedCalibration, ItsPopulationsAreThoseOfThePredictions) {
    const std::string csv = text_of(folder + "calibration/populations.csv");
    const cohort::Populations populations = cohort::read_populations(csv, "populations.csv");
    EXPECT_EQ(populations.rows.size(), diagnostics()["populations"]);
    const auto made = nlohmann::json::parse(text_of(folder + "predictions/predictions.json"));
    EXPECT_EQ(made["predictions"].size(), 13u);
    for (const auto& prediction : made["predictions"]) {
        EXPECT_EQ(prediction["populations_sha256"], populations.sha256) << prediction["id"];
        EXPECT_EQ(prediction["populations"], populations.rows.size());
    }
}

}  // namespace
}  // namespace twinarm::calibrate
