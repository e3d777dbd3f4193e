// Treatment as given, as timed events: infusions that start and stop, nivolumab's clearance, eradicated
// clones.
#include "host/sbml/treatment_events.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "host/base/words.hpp"
#include "host/cohort/drug_kinds.hpp"
#include "host/sbml/mechanisms.hpp"
#include "kernels/patient/drugs.hpp"
#include "kernels/patient/sample_patient.hpp"

namespace twinarm::sbml {

namespace {

std::int32_t minutes(double hours) {
    return std::int32_t(std::lround(hours * 60));
}

std::string infusion_id(const Arm& arm, int r) {
    return fmt::format("{}_infusion_{}", cohort::key_of(arm.regimens[r].drug), r + 1);
}

/// "day 21, course 1, cycle 2, dose 1"
std::string place_of(const DoseRecord& dose) {
    return fmt::format("day {:.2f}, course {}, cycle {}, dose {}", dose.time_h / 24, dose.course + 1,
                       dose.cycle + 1, dose.dose + 1);
}

}  // namespace

double end_of_course(const CourseLog& log) {
    return log.outcome.status == Status::ok ? log.outcome.os_h : log.outcome.failure_time_h;
}

bool absorbs(const Arm& arm, Drug drug) {
    return std::any_of(arm.regimens, arm.regimens + arm.regimen_count, [&](const Regimen& regimen) {
        return regimen.drug == drug && regimen.infusion_min == 0;
    });
}

std::string input_formula(const Arm& arm, Drug drug) {
    std::string sum;
    for (int r = 0; r < arm.regimen_count; ++r)
        if (arm.regimens[r].drug == drug && arm.regimens[r].infusion_min > 0)
            sum += (sum.empty() ? "" : " + ") + infusion_id(arm, r);
    if (absorbs(arm, drug))
        sum += fmt::format("{}{}_absorbed", sum.empty() ? "" : " + ", cohort::key_of(drug));
    return sum;
}

void add_doses_under_the_skin(EquationSystem& system, const cohort::Cohort& cohort, const Arm& arm, int r,
                              const CourseLog& log) {
    const Regimen& regimen = arm.regimens[r];
    const std::string drug = cohort::key_of(regimen.drug), depot = drug + "_depot";
    int number = 0;
    for (const DoseRecord& dose : log.doses)
        if (dose.regimen == r && is_given(dose.decision))
            system.event(fmt::format("{}_dose_{}_{}", drug, r + 1, ++number), dose.time_h, depot,
                         fmt::format("{} + {} {} * {}_bioavailability", depot, dose.amount,
                                     cohort::amount_unit_of(regimen.drug), drug),
                         fmt::format("{}: {}", cohort::name_of(cohort, regimen), place_of(dose)));
}

void add_infusions(EquationSystem& system, const cohort::Cohort& cohort, const Arm& arm,
                   const CourseLog& log) {
    for (int r = 0; r < arm.regimen_count; ++r) {
        const Regimen& regimen = arm.regimens[r];
        if (regimen.infusion_min == 0) {
            add_doses_under_the_skin(system, cohort, arm, r, log);
            continue;
        }
        const std::string unit = cohort::amount_unit_of(regimen.drug), id = infusion_id(arm, r);
        const std::string none = fmt::format("0 {}_per_hour", unit);
        system.switched(id, unit + "/h", none,
                        fmt::format("infusion of {}", cohort::name_of(cohort, regimen)));
        int number = 0;
        std::int32_t stop_min = 0;
        const auto stop = [&](std::int32_t before_min) {
            if (number > 0 && stop_min < before_min)
                system.event(fmt::format("{}_stop_{}", id, number), stop_min / 60.0, id, none,
                             fmt::format("{}: infusion {} ends", cohort::name_of(cohort, regimen), number));
        };
        for (const DoseRecord& dose : log.doses) {
            if (dose.regimen != r || !is_given(dose.decision)) continue;
            stop(minutes(dose.time_h));  // an infusion that is still running goes over into the next
            ++number;
            stop_min = minutes(dose.time_h) + regimen.infusion_min;
            system.event(fmt::format("{}_start_{}", id, number), dose.time_h, id,
                         fmt::format("{} {} / {} hour", dose.amount, unit, regimen.infusion_min / 60.0),
                         fmt::format("{}: {}", cohort::name_of(cohort, regimen), place_of(dose)));
        }
        stop(std::numeric_limits<std::int32_t>::max());
    }
}

void add_clearance_changes(EquationSystem& system, const Study& study, const Arm& arm, const CourseLog& log) {
    const auto patient = sample_patient<double>(study.population, study.seed, log.outcome.patient, &arm);
    Drugs<double> drugs = no_drugs(patient);
    const auto& held = drugs.nivolumab;
    int number = 0;
    const auto changed = [&](std::int32_t now_min) {
        const double middle_h = (now_min + 0.5 * held.interval_min) / 60;
        system.event(fmt::format("nivolumab_clearance_{}", ++number), now_min / 60.0,
                     "nivolumab_held_clearance", nivolumab_clearance_at(middle_h),
                     fmt::format("clearance of the {} h that begin", held.interval_min / 60.0));
    };
    const auto renew_until = [&](std::int32_t end_min) {
        while (held.interval_min > 0 && held.until_min < end_min) {
            const std::int32_t now_min = held.until_min;
            renew_kinetics(drugs, patient, now_min);
            changed(now_min);
        }
    };
    for (const DoseRecord& dose : log.doses) {
        if (!is_given(dose.decision) || arm.regimens[dose.regimen].drug != Drug::nivolumab) continue;
        renew_until(minutes(dose.time_h));
        start_infusion(drugs, arm, dose.regimen, minutes(dose.time_h), patient, dose.level);
        changed(minutes(dose.time_h));
    }
    renew_until(std::int32_t(std::ceil(end_of_course(log) * 60)));
}

void add_eradications(EquationSystem& system, const CourseLog& log) {
    const auto add = [&](const char* clone, bool CoursePoint::*alive) {
        const auto gone = std::find_if(log.points.begin(), log.points.end(),
                                       [&](const CoursePoint& point) { return !(point.*alive); });
        if (gone == log.points.end()) return;
        system.event(fmt::format("{}_eradicated", clone), gone->time_h, fmt::format("{}_alive", clone), "0",
                     fmt::format("the {} clone is below the smallest mass at the end of a leg", clone));
    };
    add("sensitive", &CoursePoint::sensitive_alive);
    add("resistant", &CoursePoint::resistant_alive);
}

}  // namespace twinarm::sbml
