// A shipped cohort simulated with few virtual trials, for tests of what it says.
#pragma once

#include <stdexcept>
#include <string>
#include <vector>

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

inline const trial::ArmSummary& arm(const trial::StudySummary& summary, const std::string& id) {
    for (const trial::ArmSummary& a : summary.arms)
        if (a.id == id) return a;
    throw std::out_of_range(id);
}

}  // namespace twinarm
