// A cohort file at one point of a grid or of a search, ready to be simulated in the same patients as at the
// others.
#pragma once

#include <string>
#include <vector>

#include "host/study/make_plan.hpp"

namespace twinarm::study {

/// Which arms are simulated, and over which populations.
struct PointChoice {
    std::vector<std::string> arms;  ///< ids; empty: all
    std::string populations;        ///< as in make_plan()
};

struct Point {
    cohort::Cohort cohort;  ///< only with the chosen arms; with the warnings of the plan, too
    store::StudyPlan plan;
};

/// The file with `settings` over the options. What they set holds in every population. Throws as make_plan(),
/// UsageError where there is no such arm.
Point point_at(const cohort::CohortFile& file, CohortOptions options, const EngineOptions& engine,
               const PointChoice& choice, const std::vector<toml::Setting>& settings);

/// The same of a cohort that is read: `options.point` are the settings that it has.
Point point_of(cohort::Cohort cohort, const CohortOptions& options, const EngineOptions& engine,
               const PointChoice& choice);

}  // namespace twinarm::study
