// The words of tumour assessment as plain data: responses, criteria, visits.
#pragma once

#include <cstdint>

namespace twinarm {

inline constexpr int max_scans = 64;  ///< scans of one patient, baseline included

/// Response at one scan, or best overall response. Ordered so that better is larger.
enum class Response : std::int32_t { NE = 0, PD = 1, SD = 2, PR = 3, CR = 4 };
inline constexpr int response_count = 5;

/// CR or PR.
inline bool is_responder(Response response) {
    return response >= Response::PR;
}

enum class Criteria : std::int32_t { recist11, who, irecist };

/// What two or more missed visits before progression or death mean for progression-free survival.
enum class PfsRule : std::int32_t {
    ema,  ///< nothing: the event counts
    fda   ///< censored at the last adequate assessment before them
};

/// How scans become responses.
struct ResponseRules {
    Criteria criteria;
    std::int32_t
        confirmation_min;     ///< a response needs a second scan at least this long after; 0: none needed
    std::int32_t stable_min;  ///< SD needs a scan at least this long after the first dose
    std::int32_t accept_stable_between;  ///< 1: PR-SD-PR confirms a PR
    std::int32_t missed_between;         ///< scans that may be missed between a response and its confirmation
    std::int32_t disease_control_min;    ///< without a response it needs a scan without progression this late
    PfsRule pfs;
    std::int32_t
        progression_confirmation_min;       ///< iRECIST: iUPD needs a second scan at least this long after
    std::int32_t treat_beyond_progression;  ///< 1: dose rules do not see a progression before it is iCPD
    double reader_log_sd;                   ///< standard deviation of the logarithm of one SLD reading
    double complete_below_mm;               ///< a reading below this is 0 (CR where there is no new lesion)
    double measurable_from_mm;              ///< a patient whose baseline is read below this cannot respond
    double no_scan_probability;             ///< probability that a patient has no post-baseline scan (NE)
    double missed_scan_probability;         ///< probability that one post-baseline scan is missed
    double dropout_per_h;                   ///< hazard of loss to follow-up [1/h]

    bool operator==(const ResponseRules&) const = default;
};

/// Scans of one arm, in whole minutes from the start of treatment; minute[0] = 0 is the baseline.
struct ScanSchedule {
    std::int32_t count;
    std::int32_t minute[max_scans];

    bool operator==(const ScanSchedule&) const = default;
};

}  // namespace twinarm
