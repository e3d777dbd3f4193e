// What trials of two arms would decide, on a terminal, as CSV and as JSON.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "host/trial/decision.hpp"

namespace twinarm {

/// One control: what the added drug is taken to be, and what trials of each size then find.
struct DecisionControl {
    std::string name;
    PopulationDistribution difference;  ///< of the populations' rates
    TrialProbability greater;           ///< share of populations in which A's rate is higher
    std::vector<HeadToHead> trials;     ///< by size
};

struct DecisionReport {
    std::string arm, against, added;  ///< ids; the drugs that only the arm gives, in words
    std::vector<DecisionControl> controls;
    StageGate gate;
    std::vector<StagedEstimate> staged;
};

std::string decision_table(const DecisionReport& report, bool colour);
std::string decision_csv(const DecisionReport& report);
nlohmann::ordered_json decision_json(const DecisionReport& report);

}  // namespace twinarm
