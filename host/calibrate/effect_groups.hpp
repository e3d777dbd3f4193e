// Which counts of which targets one trial effect moves.
#pragma once

#include <vector>

#include "host/calibrate/calibration.hpp"

namespace twinarm::calibrate {

struct PartPlace {
    std::size_t target, part;
};

/// Counts that share one normal effect on their logits: one part of a target; all times of one survival; or
/// the same measure of all randomised targets of a trial, in whose differences it cancels.
struct EffectGroup {
    std::vector<PartPlace> parts;  ///< counts, in the order of the targets; the first says sd and gate
};

/// Groups of all counts, in the order of their first parts.
std::vector<EffectGroup> effect_groups(const Calibration& calibration);

/// Trials in the order of their first target, and the trial of each target.
struct Trials {
    std::vector<std::string> names;
    std::vector<std::size_t> of_target;
};
Trials trials_of(const Calibration& calibration);

}  // namespace twinarm::calibrate
