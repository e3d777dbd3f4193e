// Distribution functions of the continuous forms: what a truncation cuts off.
#pragma once

#include "kernels/random/marginal.hpp"

namespace twinarm::cohort {

/// Probability that the untruncated component lies below x.
double probability_below(DistributionKind kind, const MarginalComponent& component, double x);

/// Where a component lies before any truncation.
struct Support {
    double lowest, highest;
};
Support support_of(DistributionKind kind, const MarginalComponent& component);

}  // namespace twinarm::cohort
