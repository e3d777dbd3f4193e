// The result of one patient in one arm, as plain data. Times in hours from the start of treatment.
#pragma once

#include <cmath>
#include <cstdint>
#include <type_traits>

#include "kernels/core/status.hpp"
#include "kernels/dosing/regimen.hpp"
#include "kernels/endpoint/response.hpp"

// The outcomes, declared once:  entry(type, name, unit, column, of, summary, meaning).  From the lists come
// the fields of Outcome, the columns of patients.csv, the distributions of summary.json and what `show
// --json` prints.
//   unit     "h" is a time; files show it in days
//   column   place in patients.csv, from 1; never reused: a new outcome takes the next one
//   of       all, evaluable or responders: of whom it is known (KnownOf)
//   summary  how many patients are summarised (SummaryKind)
// clang-format off
#define TWINARM_ASSESSMENT_OUTCOMES(entry)                                                                        \
    entry(Response, response, "1", 4, all, by_category, "best overall response")                                  \
    entry(std::int32_t, scans, "1", 19, all, none,                                                                \
          "scheduled scans reached before progression, death, dropout or the horizon; baseline included")         \
    entry(double, time_to_response_h, "h", 6, responders, whole,                                                  \
          "first scan of the best (where asked confirmed) CR or PR; or never")                                    \
    entry(double, best_change, "1", 5, evaluable, percent,                                                        \
          "lowest measured SLD over measured baseline, minus 1; NaN if not evaluable")                            \
    entry(double, baseline_sld_mm, "mm", 18, all, none, "measured SLD before treatment")                          \
    entry(double, duration_h, "h", 7, responders, survival,                                                       \
          "from the response to progression, death or censoring; or never")                                       \
    entry(double, pfs_h, "h", 8, all, survival, "progression-free survival, to its event or censoring")           \
    entry(double, os_h, "h", 10, all, survival, "survival, to death or censoring")                                \
    entry(double, new_lesion_h, "h", 21, all, none,                                                               \
          "when the new lesion appeared (seen at the next scan); or never")                                       \
    entry(double, progression_h, "h", 20, all, none, "scan of progression; or never")                             \
    entry(std::int32_t, duration_event, "1", 30, responders, none, "1: progression or death, 0: censored")        \
    entry(std::int32_t, pfs_event, "1", 9, all, none, "1: progression or death, 0: censored")                     \
    entry(std::int32_t, os_event, "1", 11, all, none, "1: death, 0: censored")                                    \
    entry(std::int32_t, other_lesions_vanish, "1", 32, all, none,                                                 \
          "1: lesions that are not measured vanish where the targets do: a CR is possible")

#define TWINARM_TREATMENT_OUTCOMES(entry)                                                                         \
    entry(std::int32_t, first_cycle_doses, "1", 22, all, whole,                                                   \
          "doses given in the first cycle of the arm's first regimen")                                            \
    entry(std::int32_t, first_course_doses, "1", 23, all, whole,                                                  \
          "doses given in the first course of the arm's first regimen")                                           \
    entry(std::int32_t, courses, "1", 24, all, whole, "courses begun by the arm's first regimen")

// Readings on a daily grid and at leg ends; a day that is not reached has the last reading.
#define TWINARM_EXTREME_OUTCOMES(entry)                                                                           \
    entry(std::int32_t, worst_hypotension_grade, "1", 14, all, by_category, "highest grade of hypotension")       \
    entry(double, worst_leak, "1", 29, all, percent, "highest vascular leak")                                     \
    entry(double, lymphocyte_nadir, "1", 15, all, ratio, "lowest blood lymphocytes over baseline")                \
    entry(double, lymphocyte_peak, "1", 16, all, ratio, "highest blood lymphocytes over baseline")                \
    entry(double, lymphocyte_peak_h, "h", 39, all, whole, "when they were highest")                               \
    entry(double, cd8_treg_blood_d7, "1", 33, all, ratio, "CD8:Treg ratio in blood over its baseline, day 7")     \
    entry(double, cd8_treg_blood_d21, "1", 34, all, ratio, "the same, day 21")                                    \
    entry(double, cd8_treg_blood_mean, "1", 35, all, ratio, "the same, mean of the first 63 days")                \
    entry(double, cd8_treg_tumour_d7, "1", 36, all, ratio,                                                        \
          "CD8:Treg ratio in the tumour, all CD8 T cells, over its baseline, day 7")                              \
    entry(double, cd8_treg_tumour_d21, "1", 37, all, ratio, "the same, day 21")                                   \
    entry(double, cd8_treg_tumour_mean, "1", 38, all, ratio, "the same, mean of the first 63 days")               \
    entry(double, eosinophil_peak, "1", 27, all, ratio, "highest blood eosinophils over baseline")                \
    entry(double, eosinophil_peak_h, "h", 40, all, whole, "when they were highest")                               \
    entry(double, soluble_cd25_peak, "1", 28, all, ratio, "highest soluble CD25 over baseline")

#define TWINARM_OUTCOME_GROUPS(group)              \
    group(assessment, TWINARM_ASSESSMENT_OUTCOMES) \
    group(treatment, TWINARM_TREATMENT_OUTCOMES)   \
    group(extreme, TWINARM_EXTREME_OUTCOMES)
// clang-format on

#define TWINARM_OUTCOME_FIELD(type, name, unit, column, of, summary, meaning) type name;

namespace twinarm {

/// A time that was not reached.
inline constexpr double never = -1;

struct Outcome {
    std::uint64_t patient;
    std::int32_t arm;  ///< index in the study
    Status status;     ///< if not ok, only patient, arm, status and failure_time_h are meaningful
    double failure_time_h;

    double true_sld_mm[max_scans];  ///< true SLD at each scan
    std::int32_t steps;             ///< accepted steps of the solver
    std::int32_t rejected_steps;
    std::int32_t measurable;       ///< 1: measurable disease at baseline
    std::int32_t disease_control;  ///< 1: CR, PR or long enough without progression

    TWINARM_ASSESSMENT_OUTCOMES(TWINARM_OUTCOME_FIELD)

    std::int32_t doses_given[max_regimens];
    std::int32_t doses_held[max_regimens];  ///< planned doses that a rule omitted
    TWINARM_TREATMENT_OUTCOMES(TWINARM_OUTCOME_FIELD)

    TWINARM_EXTREME_OUTCOMES(TWINARM_OUTCOME_FIELD)
};
static_assert(std::is_trivially_copyable_v<Outcome>);

/// Did the patient have a post-baseline scan, and measurable disease? Then there is a best change.
inline bool is_evaluable(const Outcome& outcome) {
    return outcome.scans >= 2 && !std::isnan(outcome.best_change);
}

}  // namespace twinarm
