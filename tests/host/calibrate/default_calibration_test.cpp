// The shipped calibration file: what it varies, simulates and compares.
#include <gtest/gtest.h>

#include <cmath>
#include <set>

#include "host/calibrate/likelihood.hpp"
#include "host/calibrate/read_calibration.hpp"
#include "host/calibrate/row_settings.hpp"
#include "host/cohort/parameter_range.hpp"

namespace twinarm::calibrate {
namespace {

const std::string shipped = std::string(TWINARM_SOURCE_DIR) + "/cohorts/calibration/";

const Calibration& default_calibration() {
    static const Calibration calibration = read_calibration(shipped + "default.toml");
    return calibration;
}

std::size_t hyper_of(const std::string& name) {
    for (std::size_t h = 0; h < default_calibration().hyper.size(); ++h)
        if (name_of(default_calibration().hyper[h]) == name) return h;
    throw std::out_of_range(name);
}

const Target& target(const std::string& id) {
    for (const Target& one : default_calibration().targets)
        if (one.id == id) return one;
    throw std::out_of_range(id);
}

TEST(DefaultCalibration, HasThreePopulationsThatShareDrugsAndReceptors) {
    std::set<std::string> diseases;
    for (const Experiment& one : default_calibration().experiments) diseases.insert(one.cohort.disease);
    EXPECT_EQ(diseases.size(), 3u);
    for (const HyperParameter& hyper : default_calibration().hyper) {
        const bool of_a_drug = hyper.path.starts_with("nktr214.") || hyper.path.starts_with("receptors.");
        EXPECT_TRUE(!of_a_drug || hyper.disease.empty()) << hyper.path;
        EXPECT_FALSE(hyper.source.empty());
        EXPECT_TRUE(hyper.disease.empty() || diseases.count(hyper.disease) == 1) << hyper.disease;
    }
}

TEST(DefaultCalibration, GivesEveryExperimentTheRowsValuesInTheirUnits) {
    const Calibration& calibration = default_calibration();
    std::vector<double> latent(calibration.hyper.size(), 0.0);
    const std::size_t growth = hyper_of("tumour.growth_rate.median @ advanced melanoma");
    latent[growth] = 1;
    for (const Experiment& experiment : calibration.experiments) {
        const cohort::Cohort cohort = row_cohort(calibration.hyper, latent, experiment);
        const int index = cohort::parameter_index("tumour.growth_rate");
        const double median = cohort.study.population.marginal[index].component[0].location;
        const double wanted = experiment.cohort.disease == "advanced melanoma" ? 0.0031 * std::exp(0.2)
                              : experiment.id == "excel"                       ? 0.00305  // of its file
                                                                               : 0.0019;
        EXPECT_NEAR(median, wanted, 1e-5 * wanted) << experiment.id;
    }
}

TEST(DefaultCalibration, CountsAreTreesOfBinomials) {
    const Target& pivot = target("pivot02_melanoma_response");
    ASSERT_EQ(pivot.parts.size(), 3u);
    EXPECT_EQ(std::get<ObservedCount>(pivot.parts[0].observed).x, 20);
    EXPECT_EQ(std::get<ObservedCount>(pivot.parts[0].observed).n, 38);
    EXPECT_EQ(std::get<ObservedCount>(pivot.parts[1].observed).x, 13);
    EXPECT_EQ(std::get<ObservedCount>(pivot.parts[1].observed).n, 20);
    EXPECT_EQ(std::get<ObservedCount>(pivot.parts[2].observed).x, 9);
    EXPECT_EQ(std::get<ObservedCount>(pivot.parts[2].observed).n, 18);
    EXPECT_EQ(pivot.gate.patients, 13);
    EXPECT_EQ(pivot.logit_shift, 0);
    EXPECT_NEAR(target("fyfe_response").logit_shift, std::log(1.23), 1e-12);
}

TEST(DefaultCalibration, HasTheSdBetweenTrialsAsAHyperParameterOfTheTargetsWithoutTheirOwn) {
    const int sd = int(hyper_of("trial.between_trial_sd"));
    EXPECT_EQ(target("select_response").between_trial_hyper, sd);
    EXPECT_EQ(target("hd_hypotension").between_trial_hyper, -1);
    EXPECT_EQ(target("hd_hypotension").between_trial_sd, 0.8);
    const Calibration& calibration = default_calibration();
    std::vector<double> latent(calibration.hyper.size(), 0.0);
    latent[std::size_t(sd)] = 1;
    const Eigen::VectorXd at = Eigen::Map<const Eigen::VectorXd>(latent.data(), Eigen::Index(latent.size()));
    EXPECT_NEAR(between_trial_sd(calibration.hyper, target("select_response"), at), 0.3 * std::exp(0.3),
                1e-12);
    EXPECT_EQ(between_trial_sd(calibration.hyper, target("hd_hypotension"), at), 0.8);
    EXPECT_NEAR(row_cohort(calibration.hyper, latent, calibration.experiments[0]).trial.between_trial_sd,
                0.3 * std::exp(0.3), 1e-6);
}

TEST(DefaultCalibration, GatesSurvivalByTheRespondersOfTheSameTrial) {
    EXPECT_EQ(target("pivot02_melanoma_pfs").gate.responders, 6);
    for (const char* id : {"pivot02_melanoma_response", "pivot02_melanoma_pfs", "pivot02_melanoma_os"})
        EXPECT_EQ(target(id).gate_summary, target("pivot02_melanoma_response").parts[0].summary) << id;
}

TEST(DefaultCalibration, PoolsTheLevelsOfEXCELByTheirPatients) {
    const SummaryRequest& request =
        default_calibration().summaries[target("excel_response").parts[0].summary];
    ASSERT_EQ(request.arms.size(), 5u);
    EXPECT_NEAR(request.arms[1].share, 12.0 / 28, 1e-12);
    EXPECT_TRUE(request.evaluable);
}

TEST(DefaultCalibration, SimulatesAColumnOnceWhateverTheNumberOfTrialsBesideIt) {
    EXPECT_EQ(target("r047_response").parts[0].summary, target("keynote006_response").parts[0].summary);
}

TEST(DefaultCalibration, KeepsItsTableWhenOnlyDataChange) {
    const std::string file = shipped + "default.toml";
    EXPECT_EQ(read_calibration(file, {"target.excel_response.counts.SD=20"}).key, default_calibration().key);
    // Every row sets its hyper-parameters: what the cohort file has there does not matter.
    const std::string select = R"(experiment.select.set=["solver.precision=single", "PATH"])";
    const auto key_with = [&](const std::string& setting) {
        return read_calibration(file, {std::string(select).replace(select.find("PATH"), 4, setting)}).key;
    };
    EXPECT_EQ(key_with("tumour.crowding.value=0.2"), default_calibration().key);
    EXPECT_NE(key_with("tumour.priming_half_killing.value=3e-4 1/h"), default_calibration().key);
    EXPECT_NE(read_calibration(file, {"calibration.seed=2"}).key, default_calibration().key);
    EXPECT_NE(read_calibration(file, {"experiment.excel.patients=30"}).key, default_calibration().key);
}

}  // namespace
}  // namespace twinarm::calibrate
