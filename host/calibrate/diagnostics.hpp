// What a calibration has learned, from which data, and whether it fits them.
#pragma once

#include <string>
#include <vector>

#include "host/calibrate/posterior.hpp"

namespace twinarm::calibrate {

/// A distribution in three quantiles: 2.5%, 50%, 97.5%.
struct Range95 {
    double lower = 0, median = 0, upper = 0;
};

/// What leaving one target out would do to a hyper-parameter.
struct Informing {
    std::string target;
    double narrows = 0;  ///< 1 - sd with it / sd without it, on the latent's scale
    double moves = 0;    ///< of the mean, in sds without it
    double narrows_error =
        0;  ///< Monte-Carlo standard errors (delta method; both posteriors have the same rows)
    double moves_error = 0;
};

struct HyperDiagnostic {
    Range95 prior, posterior;
    double contraction = 0;  ///< 1 - posterior sd / prior sd, on the latent's scale
    std::vector<Informing> informed_by;
};

/// One part of a target beside what the posterior predicts for a trial of its size.
struct FitDiagnostic {
    std::size_t target;
    std::size_t part;
    double observed;
    Range95 predicted;
    bool inside;
};

struct ContrastDiagnostic {
    std::string id;
    Range95 prior, posterior;
    double prior_positive = 0, posterior_positive = 0;  ///< probability that the difference is above 0
};

struct Diagnostics {
    double effective = 0;
    double pareto_k = 0;
    std::vector<int> rows;                  ///< of each generation
    std::vector<double> effective_without;  ///< with one target left out
    std::vector<HyperDiagnostic> hyper;
    std::vector<FitDiagnostic> fit;
    std::vector<ContrastDiagnostic> contrasts;
    std::uint64_t failed = 0;  ///< patient-arms of the whole table
};

Diagnostics diagnose(const Calibration& calibration, const ReferenceTable& table,
                     const std::vector<double>& log_prior_ratio,
                     const std::vector<std::vector<double>>& log_likelihoods, const Posterior& posterior);

}  // namespace twinarm::calibrate
