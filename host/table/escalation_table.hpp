// Trials that escalate the dose, on a terminal, as CSV and as JSON.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "host/cohort/cohort.hpp"
#include "host/trial/virtual_escalations.hpp"

namespace twinarm::table {

/// "DLT: hypotension of grade 3 or more within 21 d".
std::string escalation_rule_in_words(const cohort::EscalationDesign& design);

/// 100 columns wide.
std::string escalation_table(const cohort::EscalationDesign& design, const trial::EscalationSummary& summary,
                             bool colour);
/// A line for each level, the first for "none".
std::string escalation_csv(const trial::EscalationSummary& summary);
nlohmann::ordered_json escalation_json(const cohort::Cohort& cohort, const trial::EscalationSummary& summary);

}  // namespace twinarm::table
