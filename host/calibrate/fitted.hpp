// A calibration's posterior, and how far the emulator behind it can be trusted.
#pragma once

#include "host/calibrate/posterior.hpp"

namespace twinarm::calibrate {

/// The posterior sample of the emulator of all rows but the last generation, weighted so that it becomes that
/// of the emulator of all rows: where few weights carry all, the last generation changed the answer.
struct Convergence {
    double pareto_k = 0;   ///< of the weights: below 0.7 the two agree
    double effective = 0;  ///< draws that the weights leave
    int draws = 0;
    std::vector<EmulatorCheck> columns;  ///< of the last generation's rows under the former emulator
};

struct Fitted {
    Emulator emulator;
    Posterior posterior;
    Convergence convergence;
};
Fitted fit_posterior(const Calibration& calibration, const ReferenceTable& table, int threads);

}  // namespace twinarm::calibrate
