// A shipped cohort simulated with few virtual trials, for tests of what it says.
#pragma once

#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include "host/cohort/chosen_populations.hpp"
#include "host/cohort/population_studies.hpp"
#include "host/cohort/read_cohort.hpp"
#include "host/trial/analysis.hpp"
#include "kernels/launch/simulate.hpp"

namespace twinarm {

inline cohort::Cohort shipped(const std::string& file) {
    return cohort::read_cohort(std::string(TWINARM_SOURCE_DIR) + "/cohorts/" + file,
                               {{"trial.trials=10"}, {}, {}});
}

inline trial::StudySummary summary_of(const std::string& file, std::uint64_t patients) {
    const cohort::Cohort cohort = shipped(file);
    std::vector<Outcome> outcomes(patients * std::uint64_t(cohort.study.arm_count));
    simulate_on_cpu(cohort.study, 0, patients, outcomes.data());
    trial::Analysis analysis(cohort, cohort::one_population(cohort, patients).design);
    analysis.add(outcomes.data(), patients);
    return analysis.summarise();
}

/// The same over fifty of the calibrated populations.
inline trial::StudySummary summary_over_populations(const std::string& file, std::uint64_t patients) {
    const cohort::Cohort cohort = shipped(file);
    std::stringstream text;
    text << std::ifstream(TWINARM_SOURCE_DIR "/cohorts/calibration/populations.csv").rdbuf();
    const cohort::PopulationStudies over = cohort::plausible_populations(
        cohort, cohort::chosen(cohort::read_populations(text.str(), "populations.csv"), 50), patients);
    const std::uint64_t each = over.design.patients_each;
    const auto arms = std::uint64_t(cohort.study.arm_count);
    std::vector<Outcome> outcomes(over.patients() * arms);
    cohort::StudySpace space;
    for (std::uint64_t k = 0; k < over.studies.size(); ++k)
        simulate_on_cpu(over.studies.at(k, space), k * each, each, outcomes.data() + k * each * arms);
    trial::Analysis analysis(cohort, over.design);
    analysis.add(outcomes.data(), over.patients());
    return analysis.summarise();
}

inline const trial::ArmSummary& arm(const trial::StudySummary& summary, const std::string& id) {
    for (const trial::ArmSummary& a : summary.arms)
        if (a.id == id) return a;
    throw std::out_of_range(id);
}

}  // namespace twinarm
