// A regimen and its dose rules as plain data: what is planned, and what may stop it.
#pragma once

#include <cstdint>

#include "kernels/core/drug.hpp"

namespace twinarm {

inline constexpr int max_regimens = 4;  ///< drugs of one arm
inline constexpr int max_rules = 8;     ///< rules of one regimen
inline constexpr int max_dose_levels = 6;
inline constexpr int max_weight_bands = 4;

/// What a rule looks at. Grades and responses are small integers (see endpoint/response.hpp).
enum class RuleVariable : std::int32_t {
    leak,               ///< vascular leak, 0 to 1
    hypotension_grade,  ///< present grade, 0 to 4
    response,           ///< response at the latest scan (Response)
    sld_change,         ///< measured SLD at the latest scan over measured baseline, minus 1
    time_on_treatment,  ///< h since the arm's first dose
    lymphocytes,        ///< present blood lymphocytes over baseline
    cycle_doses,        ///< doses given in the present cycle
    course_doses,       ///< doses given in the present course
    grade_since_dose,   ///< worst grade of hypotension since this regimen's previous dose, 0 to 4
    level_doses         ///< doses given at the present level
};
enum class Comparison : std::int32_t { less, less_or_equal, greater, greater_or_equal, equal, not_equal };
enum class RuleAction : std::int32_t {
    skip,               ///< omit this dose
    hold,               ///< postpone this dose and all that follow
    stop_course,        ///< omit the rest of this course
    no_further_course,  ///< this course was the last (at a course's end)
    stop,               ///< end this drug for good
    reduce,             ///< give this dose and all that follow at the next lower level
    escalate            ///< give this dose and all that follow at the next higher level
};
enum class RuleMoment : std::int32_t {
    before_dose,  ///< before each dose
    course_end    ///< once, when the next course would begin
};

/// What the times of a regimen count from.
enum class RegimenStart : std::int32_t {
    treatment,    ///< the start of treatment
    progression,  ///< the scan at which dose rules see progression
    stop          ///< the moment at which a rule stopped another regimen of the arm
};

/// "when <variable> <comparison> <threshold> do <action>".
struct DoseRule {
    RuleVariable variable;
    Comparison comparison;
    RuleAction action;
    RuleMoment moment;
    double threshold;                  ///< in the variable's unit; used where threshold_parameter is negative
    std::int32_t threshold_parameter;  ///< index of the sampled parameter that is the threshold, or -1

    bool operator==(const DoseRule&) const = default;
};

/// The dose of patients who weigh less than a limit.
struct WeightBand {
    double below_kg;
    double dose;         ///< as Regimen::dose
    double dose_per_kg;  ///< 1 where the dose is per kg of body weight, else 0

    bool operator==(const WeightBand&) const = default;
};

/// Doses of one drug: courses of cycles of doses. Times in whole minutes from the regimen's start.
struct Regimen {
    Drug drug;  ///< its kind
    std::int32_t
        marginals;  ///< index of its drug's first marginal in Population, or 0 for the kind's own drug
    double dose;    ///< in the amount_unit of the drug's kind, or that per kg
    std::int32_t dose_per_kg;     ///< 1 where the dose is per kg of body weight
    std::int32_t infusion_min;    ///< duration of an infusion, at least 1; 0 under the skin
    std::int32_t first_dose_min;  ///< time of the first dose
    std::int32_t doses_per_cycle;
    std::int32_t dose_interval_min;  ///< between doses of a cycle
    std::int32_t cycles_per_course;
    std::int32_t cycle_interval_min;   ///< between first doses of cycles of a course
    std::int32_t max_courses;          ///< 0: no limit but max_duration_min and the horizon
    std::int32_t course_interval_min;  ///< between first doses of courses
    std::int32_t max_duration_min;     ///< no dose at or after this time since the first dose; 0: no limit
    std::int32_t hold_min;             ///< how long one `hold` postpones
    std::int32_t max_hold_min;         ///< a dose held longer than this is omitted
    RegimenStart start;
    std::int32_t start_after;  ///< RegimenStart::stop: index in the arm of the regimen that a rule stopped
    double max_dose;           ///< of one infusion, in the amount_unit; 0: no limit
    double height_cm[2];       ///< where the dose is per m2: of women, of men; else 0
    std::int32_t level_count;  ///< 0: one size of dose
    std::int32_t first_level;  ///< that of `dose`
    double level[max_dose_levels];  ///< ascending, as `dose`
    std::int32_t band_count;
    WeightBand band[max_weight_bands];  ///< ascending; `dose` is for those who weigh more
    std::int32_t rule_count;
    DoseRule rules[max_rules];  ///< in order; the first that matches decides

    bool operator==(const Regimen&) const = default;
};

/// Every dose of a regimen times `factor`.
inline void scale_doses(Regimen& regimen, double factor) {
    regimen.dose *= factor;
    regimen.max_dose *= factor;
    for (double& level : regimen.level) level *= factor;
    for (WeightBand& band : regimen.band) band.dose *= factor;
}

/// One arm of a trial: what is given, at most one drug of each kind.
struct Arm {
    std::uint32_t
        tag;  ///< address of the arm's own random numbers: a hash of its id, not its place in the file
    std::int32_t regimen_count;
    Regimen regimens[max_regimens];
    bool operator==(const Arm&) const = default;
};

}  // namespace twinarm
