// Progression-free survival within one virtual trial: an arm's median, two arms against each other.
#pragma once

#include <vector>

namespace twinarm::statistics {

/// One patient of a trial.
struct FollowUp {
    float day;
    bool event;  ///< false: censored
};

/// By day; on one day events come before censored patients, who were still at risk.
void sort_follow_up(std::vector<FollowUp>& patients);

/// The median of the Kaplan-Meier estimate (MedianOfSteps); infinite where it is not reached. `patients` are
/// sorted.
double median_day(const std::vector<FollowUp>& patients);

/// The log-rank comparison of arm A with arm B (Mantel 1966; Peto 1977).
struct LogRank {
    double excess = 0;    ///< events of A minus those expected if both arms were alike
    double variance = 0;  ///< hypergeometric

    /// exp(excess / variance), Peto's one-step estimate; NaN without an event that both arms could have had.
    double hazard_ratio() const;
    /// excess / sqrt(variance): standard normal where the arms are alike; 0 without variance.
    double z() const;
};

/// Both arms sorted.
LogRank log_rank(const std::vector<FollowUp>& a, const std::vector<FollowUp>& b);

}  // namespace twinarm::statistics
