// What one trial would report of an arm, as plain data.
#pragma once

#include <optional>
#include <vector>

namespace twinarm::trial {

/// Quantiles 2.5%, 50% and 97.5%; unset where a time is not reached, or nothing is known.
struct PredictiveRange {
    std::optional<double> lower, median, upper;
};

/// A share, or a median time in days.
struct Predictive {
    std::optional<double> mean;  ///< over populations, by weight; of a time unset
    PredictiveRange
        populations;            ///< of the populations, Monte-Carlo error taken out; unset for fewer than two
    PredictiveRange one_trial;  ///< of n patients: population, trial effect, who is enrolled
};

struct PredictiveAt {
    double months;
    Predictive survival;
};

struct ArmPredictive {
    int n = 0;  ///< patients of one trial
    Predictive orr, complete, stable, disease_control;
    Predictive pfs_median_days, os_median_days;
    std::vector<PredictiveAt> pfs, os;  ///< 6, 12, 24, 36, 48, 60 months, as far as follow-up goes
};

}  // namespace twinarm::trial
