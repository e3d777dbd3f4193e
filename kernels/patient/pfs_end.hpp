// How progression-free survival ended for one patient: with an event, or why it is censored.
#pragma once

#include "kernels/patient/outcome.hpp"
#include "kernels/patient/study.hpp"

namespace twinarm {

enum class PfsEnd {
    progression,
    death,
    after_missed_visits,     ///< progression or death that does not count (PfsRule::fda)
    death_after_last_visit,  ///< no event: there all others are censored already
    lost,                    ///< to follow-up
    ongoing                  ///< at the end of follow-up
};

/// Of a patient who completed.
inline PfsEnd pfs_end(const Outcome& outcome, const Study& study) {
    const bool progressed = outcome.progression_h != never;
    if (outcome.pfs_event == 1) return progressed ? PfsEnd::progression : PfsEnd::death;
    if (progressed) return PfsEnd::after_missed_visits;
    if (outcome.os_event == 1) {
        const auto& visits = study.scans[outcome.arm];
        return outcome.os_h * 60 > visits.minute[visits.count - 1] ? PfsEnd::death_after_last_visit
                                                                   : PfsEnd::after_missed_visits;
    }
    return outcome.os_h * 60 < study.horizon_min ? PfsEnd::lost : PfsEnd::ongoing;
}

}  // namespace twinarm
