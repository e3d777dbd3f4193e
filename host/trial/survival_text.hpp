// A median in words: months with limits, or that it was not reached.
#pragma once

#include <string>

#include "host/trial/study_summary.hpp"

namespace twinarm {

/// "7.7 months (3.8-13.9)", "30.9 months (5.3-not reached)", "not reached (follow-up 12.0 months)", or "no
/// patients".
std::string median_text(const SurvivalSummary& summary);

}  // namespace twinarm
