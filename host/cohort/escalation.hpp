// [escalation]: how a first-in-human trial goes from one dose level to the next.
#pragma once

#include <cstdint>
#include <vector>

namespace twinarm::cohort {

enum class EscalationRule { three_plus_three, boin };

/// "3+3" or "BOIN".
const char* name_of(EscalationRule rule);

struct EscalationDesign {
    std::vector<int> levels;      ///< arms (indices), lowest dose first; empty: the cohort has no escalation
    int start = 0;                ///< level of the first patients
    std::int32_t window_min = 0;  ///< in which a toxicity is dose-limiting, from the first dose [min]
    std::int32_t dlt_grade = 3;   ///< hypotension of this grade or a higher one is dose-limiting
    EscalationRule rule = EscalationRule::three_plus_three;
    double target = 0.3;      ///< rate of dose-limiting toxicity that a level may have
    int cohort_size = 3;      ///< patients treated before the next decision
    int max_patients = 30;    ///< of a BOIN trial
    int enough_at_level = 0;  ///< BOIN ends where so many were treated at a level to stay at; 0: never

    int level_count() const { return int(levels.size()); }
    bool operator==(const EscalationDesign&) const = default;
};

}  // namespace twinarm::cohort
