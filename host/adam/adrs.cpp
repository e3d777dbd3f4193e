// ADRS: responses.
#include "host/adam/adrs.hpp"

#include "host/adam/visit.hpp"
#include "host/base/words.hpp"
#include "host/trial/scan_records.hpp"
#include "kernels/patient/outcome.hpp"

namespace twinarm::adam {

namespace {

/// The numbers that admiralonco gives to responses.
std::int32_t code_of(Response response) {
    switch (response) {
        case Response::CR:
            return 1;
        case Response::PR:
            return 2;
        case Response::SD:
            return 3;
        case Response::PD:
            return 5;
        case Response::NE:
            return 6;
    }
    return 6;
}

std::optional<double> if_any(double hours) {
    return hours == never ? std::nullopt : std::optional(hours);
}

}  // namespace

std::vector<AdrsRow> adrs_rows(const Subject& subject, const Study& study, const Outcome& outcome,
                               const std::vector<ScanRecord>& scans) {
    std::vector<AdrsRow> rows;
    const auto add_flag = [&](const char* code, const char* name, bool yes, double hours, bool of_the_study) {
        rows.push_back({&subject, code, name, "", std::nan(""), yes ? if_any(hours) : std::nullopt,
                        yes_or_no(yes), yes, of_the_study});
    };
    std::size_t last = 0;
    for (std::size_t k = 1; k < scans.size(); ++k) {
        const ScanRecord& scan = scans[k];
        if (scan.measured_sld_mm >= 0) last = k;
        rows.push_back({&subject, "OVR", "Overall Response at This Visit", visit_name(int(k), scan.time_h),
                        visit_number(scan.time_h), scan.time_h, base::name_of(scan.response),
                        code_of(scan.response), true});
    }
    if (last > 0)
        rows.push_back({&subject, "LSTA", "Last Disease Assessment", "", std::nan(""), scans[last].time_h,
                        base::name_of(scans[last].response), code_of(scans[last].response), true});

    const auto add_best = [&](bool confirmed, Response best, double response_h, bool controlled,
                              bool of_the_study) {
        rows.push_back({&subject,
                        confirmed ? "CBOR" : "BOR",
                        confirmed ? "Confirmed Best Overall Response" : "Best Overall Response",
                        "",
                        std::nan(""),
                        {},
                        base::name_of(best),
                        code_of(best),
                        of_the_study});
        add_flag(confirmed ? "CRSP" : "RSP", confirmed ? "Confirmed Response" : "Response",
                 is_responder(best), response_h, of_the_study);
        add_flag(confirmed ? "CCB" : "CB", confirmed ? "Confirmed Clinical Benefit" : "Clinical Benefit",
                 controlled, never, of_the_study);
    };
    const bool confirms = study.response.confirmation_min > 0;
    const BestResponse best = trial::unconfirmed_response(study, outcome.arm, scans);
    add_best(false, best.response, best.first_scan < 0 ? never : scans[std::size_t(best.first_scan)].time_h,
             best.disease_control, !confirms);
    if (confirms)
        add_best(true, outcome.response, outcome.time_to_response_h, outcome.disease_control != 0, true);
    add_flag("PD", "Disease Progression", outcome.progression_h != never, outcome.progression_h, true);
    add_flag("DEATH", "Death", outcome.os_event != 0, outcome.os_h, true);
    return rows;
}

}  // namespace twinarm::adam
