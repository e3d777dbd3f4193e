// What comes back of one patient in one arm, as plain data. Times in hours from the start of treatment.
#pragma once

#include <cstdint>
#include <type_traits>

#include "kernels/core/status.hpp"
#include "kernels/dosing/regimen.hpp"
#include "kernels/endpoint/response.hpp"

namespace twinarm {

/// A time that did not come.
inline constexpr double never = -1;

struct Outcome {
    std::uint64_t patient;
    std::int32_t arm;  ///< index in the study
    Status status;     ///< where it is not ok only patient, arm, status and failure_time_h mean anything
    double failure_time_h;

    // Tumour assessment
    Response response;   ///< best overall response
    std::int32_t scans;  ///< scheduled scans reached before progression, death, dropout or the horizon;
                         ///< baseline included
    double true_sld_mm[max_scans];  ///< true SLD at each of those scans
    double baseline_sld_mm;         ///< measured
    double best_change;  ///< lowest measured SLD over measured baseline, minus 1; NaN without a post-baseline
                         ///< scan
    double time_to_response_h;  ///< first scan of the best (where asked confirmed) CR or PR; or never
    double duration_h;          ///< from there to progression, death or censoring; or never
    double pfs_h;
    double os_h;
    double new_lesion_h;          ///< when the new lesion appeared (seen at the next scan); or never
    double progression_h;         ///< scan of progression; or never
    std::int32_t duration_event;  ///< 1: progression or death, 0: censored
    std::int32_t pfs_event;
    std::int32_t os_event;

    // Treatment
    std::int32_t doses_given[max_regimens];
    std::int32_t doses_held[max_regimens];  ///< planned doses that a rule omitted
    std::int32_t first_cycle_doses;         ///< given in the first cycle of the arm's first regimen
    std::int32_t first_course_doses;        ///< given in the first course of the arm's first regimen
    std::int32_t courses;                   ///< begun by the arm's first regimen

    // Extremes on a daily grid and at leg ends
    std::int32_t worst_hypotension_grade;
    double worst_leak;
    double lymphocyte_nadir;   ///< over baseline
    double lymphocyte_peak;    ///< over baseline
    double cd8_treg_blood;     ///< highest CD8:Treg ratio in blood over its baseline
    double cd8_treg_tumour;    ///< highest functional CD8:Treg ratio in the tumour over its baseline
    double eosinophil_peak;    ///< over baseline
    double soluble_cd25_peak;  ///< over baseline

    std::int32_t steps;  ///< accepted steps of the solver
    std::int32_t rejected_steps;
};
static_assert(std::is_trivially_copyable_v<Outcome>);

}  // namespace twinarm
