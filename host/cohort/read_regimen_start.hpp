// What the times of a regimen count from: `starts`.
#pragma once

#include <string>
#include <vector>

#include "host/toml/node.hpp"
#include "kernels/dosing/regimen.hpp"

namespace twinarm::cohort {

/// The event that a regimen waits for.
struct StartEvent {
    RegimenStart start = RegimenStart::treatment;
    std::string stopped;  ///< RegimenStart::stop: name of the regimen that a rule must have stopped
};

/// `starts = "progression"` or `starts = { stopped = "NAME" }`; null is the start of treatment. `known` are
/// the names of all regimens.
StartEvent read_start(const toml::Node* node, const std::vector<std::string>& known, base::Report& report);

/// Why a regimen that starts at progression would never give a dose, or "".
std::string why_never_given(const Regimen& regimen);

/// Finds in an arm the regimen after whose stop its latest one starts. `names` are those of the arm, in
/// order. Returns why that cannot be, or "".
std::string place_in_arm(const StartEvent& event, const std::vector<std::string>& names, Arm& arm);

/// Whether regimen `later` of an arm starts only after `earlier` was stopped.
bool starts_after(const Arm& arm, int later, int earlier);

}  // namespace twinarm::cohort
