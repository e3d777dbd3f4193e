// The rows of a reference table, weighted by the data.
#pragma once

#include <vector>

#include "host/calibrate/likelihood.hpp"
#include "host/calibrate/reference_table.hpp"

namespace twinarm::calibrate {

/// ln likelihood of the observed data: [target][row].
std::vector<std::vector<double>> target_log_likelihoods(const Calibration& calibration,
                                                        const ReferenceTable& table);

struct Posterior {
    std::vector<double> weights;  ///< of each row, sum 1
    double effective = 0;
    double pareto_k = 0;  ///< of smoothed_weights()
};

/// Smoothed weights prior / sampling density * product of the likelihoods, `without` one target or none (-1).
Posterior posterior_of(const std::vector<double>& log_prior_ratio,
                       const std::vector<std::vector<double>>& log_likelihoods, int without = -1);

}  // namespace twinarm::calibrate
