// What a calibration has learned, from which data, and whether it fits them.
#pragma once

#include <string>
#include <vector>

#include "host/calibrate/left_out.hpp"

namespace twinarm::calibrate {

/// A distribution in three quantiles: 2.5%, 50%, 97.5%.
struct Range95 {
    double lower = 0, median = 0, upper = 0;
};

/// What leaving one trial out would do to a hyper-parameter.
struct Informing {
    std::string trial;
    double narrows = 0;        ///< 1 - sd with it / sd without it, on the latent's scale
    double moves = 0;          ///< of the mean, in sds without it
    double narrows_error = 0;  ///< Monte-Carlo standard errors
    double moves_error = 0;
};

struct HyperDiagnostic {
    Range95 prior, posterior;
    double contraction = 0;  ///< 1 - posterior sd / prior sd, on the latent's scale
    double prior_positive = 0, posterior_positive = 0;  ///< probability that the value is above 0
    std::vector<Informing> informed_by;
};

/// One part of a target beside what the posterior predicts for one trial of its size, with its effect.
struct FitDiagnostic {
    PartPlace place;
    double observed;     ///< of a range its lower end
    double observed_to;  ///< of a range its upper end; else not-a-number
    Range95 predicted;
    Range95 predicted_without;  ///< by the posterior without the trial
    bool inside;                ///< of `predicted`; of a range: that some of it is
    bool inside_without;
};

struct ContrastDiagnostic {
    std::string id;
    Range95 prior, posterior;
    double prior_positive = 0, posterior_positive = 0;  ///< probability that the difference is above 0
};

struct Diagnostics {
    double effective = 0, disagreement = 1, accepted = 0;  ///< of the chains
    int draws = 0;
    std::vector<int> rows;  ///< of each generation
    Convergence convergence;
    std::vector<LeftOut> left_out;  ///< without their draws and weights
    std::vector<HyperDiagnostic> hyper;
    std::vector<FitDiagnostic> fit;
    std::vector<ContrastDiagnostic> contrasts;
    std::uint64_t failed = 0;  ///< patient-arms of the whole table
};

/// Whether the draws are enough and the last generation of rows confirmed the emulator.
bool is_resolved(const Calibration& calibration, const Diagnostics& diagnostics);

Diagnostics diagnose(const Calibration& calibration, const ReferenceTable& table, const Fitted& fitted,
                     int threads);

}  // namespace twinarm::calibrate
