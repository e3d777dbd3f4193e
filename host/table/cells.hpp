// Single cells of the result table: a number with what makes it readable.
#pragma once

#include <string>

#include "host/trial/study_summary.hpp"

namespace twinarm::table {

/// The value of the quantile nearest to p, or not-a-number where there is none.
double quantile_at(const trial::TrialDistribution& distribution, double p);

std::string rate_cell(const statistics::PopulationRate& rate);                        ///< "19.6"
std::string median_cell(const trial::TrialDistribution& distribution);                ///< "19.2"
std::string range_cell(const trial::TrialDistribution& distribution);                 ///< "12.5 to 27.5"
std::string spread_cell(const statistics::Spread& spread, double scale, int digits);  ///< "10 (6 to 13)"
std::string survival_cell(
    const statistics::SurvivalSummary& survival);  ///< "9.2 (8.9 to 9.6)", "not reached (follow-up 12.0)"
/// Whether a limit of a median that is reached is not: survival_cell then says NR.
bool open_limits(const statistics::SurvivalSummary& survival);
std::string probability_cell(const statistics::TrialProbability& probability);  ///< "0.93"
std::string limits_cell(double rate, const statistics::Interval& limits);       ///< "25.0 (17.5 to 33.7)"
/// One line: how often a staged trial goes on, and what it then reports.
std::string gate_line(const std::string& arm, const trial::GateSummary& gate);

}  // namespace twinarm::table
