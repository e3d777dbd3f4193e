// How time without progression ended for one patient.
#include "host/report/swimmer_end.hpp"

namespace twinarm::report {

SwimmerEnd swimmer_end(const Outcome& outcome, const Study& study) {
    const bool progressed = outcome.progression_h != never;
    if (outcome.pfs_event == 1) return progressed ? SwimmerEnd::progression : SwimmerEnd::death;
    if (progressed) return SwimmerEnd::after_missed_visits;
    if (outcome.os_event == 1) {
        const auto& visits = study.scans[outcome.arm];
        return outcome.os_h * 60 > visits.minute[visits.count - 1] ? SwimmerEnd::death_after_last_visit
                                                                   : SwimmerEnd::after_missed_visits;
    }
    return outcome.os_h * 60 < study.horizon_min ? SwimmerEnd::lost : SwimmerEnd::ongoing;
}

const char* key_of(SwimmerEnd end) {
    switch (end) {
        case SwimmerEnd::progression:
            return "progression";
        case SwimmerEnd::death:
            return "death";
        case SwimmerEnd::after_missed_visits:
            return "after_missed_visits";
        case SwimmerEnd::death_after_last_visit:
            return "death_after_last_visit";
        case SwimmerEnd::lost:
            return "lost";
        case SwimmerEnd::ongoing:
            break;
    }
    return "ongoing";
}

}  // namespace twinarm::report
