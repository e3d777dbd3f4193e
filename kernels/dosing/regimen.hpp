// A regimen and its dose rules as plain data: what is planned, and what may stop it.
#pragma once

#include <cstdint>

#include "kernels/core/drug.hpp"

namespace twinarm {

inline constexpr int max_regimens = 4;  ///< drugs of one arm
inline constexpr int max_rules = 8;     ///< rules of one regimen

/// What a rule looks at. Grades and responses are small integers (see endpoint/response.hpp).
enum class RuleVariable : std::int32_t {
    leak,               ///< vascular leak, 0 to 1
    hypotension_grade,  ///< present grade, 0 to 4
    response,           ///< response at the latest scan (Response)
    sld_change,         ///< measured SLD at the latest scan over measured baseline, minus 1
    time_on_treatment,  ///< h since the arm's first dose
    lymphocytes,        ///< present blood lymphocytes over baseline
    cycle_doses,        ///< doses given in the present cycle
    course_doses        ///< doses given in the present course
};
enum class Comparison : std::int32_t { less, less_or_equal, greater, greater_or_equal, equal, not_equal };
enum class RuleAction : std::int32_t {
    skip,               ///< omit this dose
    hold,               ///< postpone this dose and all that follow
    stop_course,        ///< omit the rest of this course
    no_further_course,  ///< this course was the last (at a course's end)
    stop                ///< end this drug for good
};
enum class RuleMoment : std::int32_t {
    before_dose,  ///< before each dose
    course_end    ///< once, when the next course would begin
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

/// Doses of one drug: courses of cycles of doses. Times in whole minutes from the start of treatment.
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
    std::int32_t rule_count;
    DoseRule rules[max_rules];  ///< in order; the first that matches decides

    bool operator==(const Regimen&) const = default;
};

/// One arm of a trial: what is given, at most one drug of each kind.
struct Arm {
    std::uint32_t
        tag;  ///< address of the arm's own random numbers: a hash of its id, not its place in the file
    std::int32_t regimen_count;
    Regimen regimens[max_regimens];
    bool operator==(const Arm&) const = default;
};

}  // namespace twinarm
