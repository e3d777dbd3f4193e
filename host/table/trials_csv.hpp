// One arm of one virtual trial as a row of trials.csv.
#pragma once

#include <string>
#include <vector>

#include "host/cohort/cohort.hpp"
#include "host/trial/study_summary.hpp"

namespace twinarm {

inline constexpr const char* trial_row_header =
    "trial,arm,n,responders,complete,evaluable,orr,orr_evaluable,trial_effect";

/// Appends the row with its end of line. Of a run over several populations `populations` are their names: one
/// more column, `population`.
void append_trial_row(std::string& text, const Cohort& cohort, const TrialRow& row,
                      const std::vector<std::string>* populations = nullptr);

}  // namespace twinarm
