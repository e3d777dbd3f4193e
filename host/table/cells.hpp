// Single cells of the result table: a number with what makes it readable.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "host/trial/study_summary.hpp"

namespace twinarm::table {

/// The value of the quantile nearest to p, or not-a-number where there is none.
double quantile_at(const trial::TrialDistribution& distribution, double p);
double quantile_at(const statistics::PopulationDistribution& distribution, double p);

std::string rate_cell(const statistics::PopulationRate& rate);  ///< "19.6"
/// A Monte-Carlo standard error, "0.38"; where there is none the exact 95% limits, "0.0 to 7.1".
std::string error_cell(const std::optional<double>& standard_error,
                       const std::optional<statistics::Interval>& limits);
/// The line below a table with an error_cell that shows limits.
inline constexpr const char* limits_note =
    "  A range in place of an s.e.: exact 95% limits, where nobody or everybody responds (or changes).\n";
/// Whether all have the same 0 or 1 (or -1, of a difference), as the patients that they are drawn from have:
/// what those patients do not show, no trial and no population of them can.
bool all_agree(const std::vector<statistics::Quantile>& quantiles, double mean);
/// The line below a table with a range_cell that shows none although there are trials.
std::string range_note(const std::vector<const trial::TrialDistribution*>& shown);
std::string median_cell(const trial::TrialDistribution& distribution);  ///< "19.2"
std::string range_cell(const trial::TrialDistribution& distribution);   ///< "12.5 to 27.5", or "-"
std::string percent_range_cell(const trial::PredictiveRange& range);    ///< "12.5 to 27.5", or "-"
std::string spread_cell(const statistics::Spread& spread, double scale, int digits);  ///< "10 (6 to 13)"
std::string survival_cell(
    const statistics::SurvivalSummary&
        survival);  ///< "9.2 (8.9 to 9.6)", "4.1 (one visit)", "not reached (follow-up 12.0)"
std::string landmark_cell(const statistics::SurvivalSummary& survival,
                          double months);  ///< "41.0", or "-"
std::string months_cell(double days);      ///< "4.1"; infinite: "NR"
/// What the cells of survival_cell say in short, in words; empty where they say nothing.
std::string survival_notes(const std::vector<const statistics::SurvivalSummary*>& shown);
std::string probability_cell(const statistics::TrialProbability& probability);  ///< "0.93"
std::string limits_cell(double rate, const statistics::Interval& limits);       ///< "25.0 (17.5 to 33.7)"
/// One line: how often a staged trial goes on, and what it then reports.
std::string gate_line(const std::string& arm, const trial::GateSummary& gate);

}  // namespace twinarm::table
