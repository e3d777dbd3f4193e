// Arms by their ids.
#pragma once

#include <string>
#include <vector>

#include "host/cohort/cohort.hpp"

namespace twinarm::study {

/// Index of the arm `id`, or of every arm where `id` is empty. Throws UsageError, which names the option that
/// gave it, where there is no such arm.
std::vector<int> chosen_arms(const cohort::Cohort& cohort, const std::string& id,
                             const std::string& option = "--arm");

}  // namespace twinarm::study
