// A linear picture of the table near the data, and the posterior that it would have: where to simulate next.
#pragma once

#include <vector>

#include "host/calibrate/reference_table.hpp"

namespace twinarm::calibrate {

/// Each column that a target uses, on the scale of its error (logit of a share, or a quantile), is regressed
/// on the latents over rows with these weights. Under the linear picture the posterior is normal: precision
/// I + sum a a' / v over all parts of all targets, a the slopes and v the variance of the report plus that of
/// the regression's residuals. Only a proposal: what the picture gets wrong the importance weights put right.
Proposal emulated_posterior(const Calibration& calibration, const ReferenceTable& table,
                            const std::vector<double>& weights);

}  // namespace twinarm::calibrate
