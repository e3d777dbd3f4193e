// The posterior without one trial.
#pragma once

#include "host/calibrate/fitted.hpp"

namespace twinarm::calibrate {

/// Draws and weights of the posterior without one trial's data. From the posterior's own draws, weighted by 1
/// over that trial's likelihood; where the Pareto shape of those weights is above 0.7, from new chains.
struct LeftOut {
    std::string trial;
    double pareto_k = 0;
    bool sampled_again = false;
    std::vector<Eigen::VectorXd> draws;  ///< where it was sampled again; else the posterior's own
    std::vector<double> weights;         ///< of the draws, sum 1
    double effective = 0;
};

/// One for each trial, in the order of trials_of().
std::vector<LeftOut> leave_out_trials(const Calibration& calibration, const Fitted& fitted, int threads);

}  // namespace twinarm::calibrate
