// The blocks of the result table, one a question. Each ends with its own line end.
#pragma once

#include <string>

#include "host/cohort/cohort.hpp"
#include "host/trial/study_summary.hpp"

namespace twinarm::table {

inline constexpr std::size_t name_width = 20;           ///< of an arm's id in a block
inline constexpr std::size_t most_pairs_in_table = 10;  ///< further pairs of arms are only in summary.json

/// An id, at most name_width columns.
std::string block_name(const std::string& id);
/// An empty line, then a block's title and unit.
std::string block_heading(const std::string& title, const std::string& unit, bool colour);

// responses_block.cpp
std::string response_rates(const trial::StudySummary& summary, bool colour);
std::string best_responses(const trial::StudySummary& summary, bool colour);
// populations_block.cpp: of a run over plausible populations
std::string rates_over_populations(const trial::StudySummary& summary, bool colour);
std::string differences_over_populations(const trial::StudySummary& summary, bool colour);
std::string sensitivities(const trial::StudySummary& summary, bool colour);
// one_trial_block.cpp
std::string one_trial(const trial::StudySummary& summary, bool colour);
// course_block.cpp
std::string survival(const trial::StudySummary& summary, bool colour);
std::string responders(const trial::StudySummary& summary, bool colour);
std::string landmarks(const trial::StudySummary& summary, bool colour);
std::string depth(const trial::StudySummary& summary, bool colour);
std::string cells(const trial::StudySummary& summary, bool colour);
std::string treatment(const cohort::Cohort& cohort, const trial::StudySummary& summary, bool colour);
// comparison_block.cpp: empty texts where there is nothing to compare
std::string twins(const trial::StudySummary& summary, bool colour);
std::string published(const trial::StudySummary& summary, bool colour);

}  // namespace twinarm::table
