// The answer of a run on a terminal, 100 columns wide.
#pragma once

#include <cstdint>
#include <string>

#include "host/cohort/cohort.hpp"
#include "host/trial/study_summary.hpp"

namespace twinarm::table {

/// What the table states about the run beside its results.
struct TableFacts {
    std::uint64_t patients_planned = 0;
    bool interrupted = false;
    bool colour = false;  ///< bold headings
};

inline constexpr std::size_t table_width = 100;

/// A line that says so, with its end; empty where the run was not interrupted.
std::string interrupted_line(bool interrupted, std::uint64_t patients, std::uint64_t planned);

std::string result_table(const cohort::Cohort& cohort, const trial::StudySummary& summary,
                         const TableFacts& facts);

}  // namespace twinarm::table
