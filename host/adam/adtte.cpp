// ADTTE: times to events.
#include "host/adam/adtte.hpp"

#include "kernels/patient/pfs_end.hpp"

namespace twinarm::adam {

std::vector<AdtteRow> adtte_rows(const Subject& subject, const Study& study, const Outcome& outcome) {
    std::vector<AdtteRow> rows;
    const auto add = [&](const char* code, const char* name, double start_h, double length_h, bool event,
                         const char* what, const char* censored_at) {
        rows.push_back({&subject, code, name, start_h, length_h, event, what, event ? "" : censored_at});
    };
    const bool to_the_end = outcome.os_h * 60 >= study.horizon_min;
    add("OS", "Overall Survival (days)", 0, outcome.os_h, outcome.os_event != 0,
        outcome.os_event ? "Death" : "Alive", to_the_end ? "End of follow-up" : "Loss to follow-up");
    const bool progressed = outcome.progression_h != never, counts = outcome.pfs_event != 0;
    const bool after_missed = pfs_end(outcome, study) == PfsEnd::after_missed_visits;
    const char* progression = after_missed && progressed ? "Progression after missed visits"
                              : after_missed             ? "Death after missed visits"
                              : !counts                  ? "No progression"
                              : progressed               ? "Disease progression"
                                                         : "Death";
    const char* last_scan =
        after_missed ? "Last tumour assessment before missed visits" : "Last tumour assessment that was read";
    add("PFS", "Progression-Free Survival (days)", 0, outcome.pfs_h, counts, progression, last_scan);
    if (is_responder(outcome.response))
        add("RSD", "Duration of Response (days)", outcome.time_to_response_h, outcome.duration_h,
            outcome.duration_event != 0, progression, last_scan);
    return rows;
}

}  // namespace twinarm::adam
