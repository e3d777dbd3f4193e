// What a run would take, on a terminal and as JSON.
#pragma once

#include <filesystem>
#include <nlohmann/json_fwd.hpp>
#include <string>

#include "host/cohort/cohort.hpp"
#include "host/store/study_needs.hpp"
#include "host/store/study_plan.hpp"

namespace twinarm::table {

/// `folder`: where the results would be.
std::string plan_table(const cohort::Cohort& cohort, const store::StudyPlan& plan,
                       const std::filesystem::path& folder, const store::StudyNeeds& needs);
nlohmann::ordered_json plan_json(const cohort::Cohort& cohort, const store::StudyPlan& plan,
                                 const std::filesystem::path& folder, const store::StudyNeeds& needs);

}  // namespace twinarm::table
