// The numbers of the Bayesian optimal interval design (BOIN). Source: Liu & Yuan 2015, JRSS C 64:507.
#pragma once

#include <optional>
#include <vector>

#include "host/trial/escalation_step.hpp"

namespace twinarm::trial {

/// Between which observed rates of DLT a trial stays at its level.
struct BoinBoundaries {
    double escalate;     ///< lambda_e: at this rate or a lower one the next higher level follows
    double de_escalate;  ///< lambda_d: at this rate or a higher one the next lower level follows
};
/// Those with the fewest wrong decisions where the true rate is the target, 0.6 or 1.4 times it with equal
/// chances. `target` lies between 0 and 1 / 1.4.
BoinBoundaries boin_boundaries(double target);

/// Whether a level and all above are given up: at least three patients, and a probability above 0.95 that its
/// rate is above the target, from a uniform prior.
bool is_too_toxic(LevelCount level, double target);

/// The level whose rate, made not to fall from level to level, is nearest to the target, of the levels below
/// `closed` that were given; none where there is no such level. Rates (x + 0.05) / (n + 0.1), weighted with
/// the inverse of their variance, as in the authors' program; of equal ones the highest below the target, the
/// lowest above it.
std::optional<int> boin_recommendation(const std::vector<LevelCount>& counts, int closed, double target);

}  // namespace twinarm::trial
