// One virtual patient in one arm, from address to outcome, read top to bottom as a visit schedule.
#pragma once

#include "kernels/patient/finish.hpp"
#include "kernels/patient/leg_lanes.hpp"
#include "kernels/patient/treatment.hpp"

TWINARM_BEGIN

inline constexpr std::int32_t minutes_a_day = 24 * 60;

/// Opens the leg that starts now: its end is the first thing that happens.
TWINARM_HD inline void begin_leg(Course& c, bool infusion_started) {
    std::int32_t next = c.study->horizon_min;
    const auto sooner = [&](std::int32_t minute) { next = minute < next ? minute : next; };
    sooner(next_scan_min(c));
    if (c.thresholds.dropout_min > c.now_min) sooner(c.thresholds.dropout_min);
    for_each_drug([&](auto slot) {
        if constexpr (slot.kinetics_change)
            if (slot.of(c.drugs).until_min > c.now_min) sooner(slot.of(c.drugs).until_min);
    });
    for (int r = 0; r < c.arm->regimen_count; ++r) {
        if (c.drugs.infusion_ends_min[r] > 0) sooner(c.drugs.infusion_ends_min[r]);
        if (!c.doses[r].ended) sooner(planned_min(c.arm->regimens[r], c.doses[r]));
    }
    c.next_min = next;
    c.leg.drugs = drug_leg(c.drugs, *c.arm);
    Progress<double, state_count>& p = c.leg.progress;
    p.elapsed = 0;
    p.length = hours(next - c.now_min);
    // Occupancy jumps within seconds of an infusion's start, not at its end.
    if (infusion_started) p.step = minimum(p.step, c.study->solver.restart_step_h);
    c.leg.watch.readings.leg_start = hours(c.now_min);
    c.leg.watch.readings.latest = 0;
    c.leg.watch.midnight = hours(minutes_a_day - c.now_min % minutes_a_day);
    c.leg.watch.lesion = c.leg.watch.death = never;
}

/// The start of treatment: baseline scan, first doses.
template <class Observer>
TWINARM_HD inline void begin_course(Course& c, const Study& study, std::uint64_t number, int arm,
                                    Outcome& outcome, Observer& observer) {
    c = {};
    c.study = &study;
    c.arm = &study.arms[arm];
    c.schedule = &study.scans[arm];
    c.outcome = &outcome;
    c.number = number;
    c.first_dose_min = -1;
    c.new_lesion_h = never;
    outcome = {};
    outcome.patient = number;
    outcome.arm = arm;

    c.leg.patient = sample_patient<double>(study.population, study.seed, number, c.arm);
    outcome.status = baseline_status(c.leg.patient);
    c.under_way = outcome.status == Status::ok;
    if (!c.under_way) return;

    for (int r = 0; r < c.arm->regimen_count; ++r) c.doses[r] = first_dose_of(c.arm->regimens[r]);
    c.thresholds = event_thresholds(study, number, c.leg.patient.tumour.non_target_clearance);
    c.drugs = no_drugs(c.leg.patient);
    c.leg.alive = {1, 1};
    c.leg.progress.state = untreated(c.leg.patient.tumour);
    c.leg.progress.step = 1;
    c.leg.constant = patient_constants(c.leg.patient);
    c.leg.watch.readings = no_readings<double>();
    c.leg.watch.lesion_threshold = c.thresholds.new_lesion;
    c.leg.watch.death_threshold = c.thresholds.death;
    outcome.true_sld_mm[0] = sld_of(c.leg);
    outcome.scans = 1;
    c.assessment = assess_baseline(measure(c, outcome.true_sld_mm[0], 0));
    c.assessment.other_lesions_stay = !c.thresholds.other_lesions_vanish;
    observer.at_scan(c, outcome.true_sld_mm[0], c.assessment.baseline_mm, false);
    observer.at_edge(c);

    bool started = false;
    for (int r = 0; r < c.arm->regimen_count; ++r) started = treat(c, r, observer) || started;
    begin_leg(c, started);
}

/// The edge between two legs. At equal times: an infusion ends, the scan is read, rules decide, the infusion
/// starts.
template <class Observer>
TWINARM_HD inline void cross_edge(Course& c, Observer& observer) {
    Progress<double, state_count>& p = c.leg.progress;
    if (p.failure != 0) return fail(c, Status(int(p.failure)));
    Watch<double>& watch = c.leg.watch;

    const double start_h = hours(c.now_min);
    if (watch.lesion >= 0) {
        c.new_lesion_h = start_h + watch.lesion;
        watch.lesion_threshold = unreachable;
    }
    if (watch.death >= 0) return finish(c, start_h + watch.death, true);
    c.now_min = c.next_min;
    carry_drugs(c.drugs, *c.arm, p.length);
    if (c.now_min == c.thresholds.dropout_min) return finish(c, hours(c.now_min), false);

    eradicate(c.leg);
    for (int r = 0; r < c.arm->regimen_count; ++r) {
        if (c.drugs.infusion_ends_min[r] != c.now_min) continue;
        c.drugs.infusion[r] = 0;
        c.drugs.infusion_ends_min[r] = 0;
    }
    observer.at_edge(c);
    const bool scans_left =
        !progressed(c.assessment) && !c.thresholds.no_scan && c.assessment.scan < c.schedule->count;
    if (scans_left && c.schedule->minute[c.assessment.scan] == c.now_min)
        observe_scan(c, sld_of(c.leg), observer);
    if (c.now_min >= c.study->horizon_min) return finish(c, hours(c.now_min), false);
    // Legs of one step each never leave one unfinished, where the solver counts its steps.
    if (p.accepted + p.rejected >= c.study->solver.max_steps) {
        p.elapsed = 0;
        return fail(c, Status::too_many_steps);
    }
    renew_kinetics(c.drugs, c.leg.patient, c.now_min);
    bool started = false;
    for (int r = 0; r < c.arm->regimen_count; ++r) started = treat(c, r, observer) || started;
    begin_leg(c, started);
}

/// The whole course of one patient, its legs integrated in T. Any thread, lane or device gives the same
/// outcome.
template <class T, class Method = Tsit5, class Observer = NoObserver>
TWINARM_HD inline void simulate_patient(const Study& study, std::uint64_t number, int arm, Outcome& outcome,
                                        Observer observer = {}) {
    Course course;
    begin_course(course, study, number, arm, outcome, observer);
    const auto note = [&](T elapsed, const auto& state, const Readings<T>& readings) {
        observer.at_midnight(course, double(elapsed), state, readings.markers);
    };
    if constexpr (sizeof(T) == sizeof(double)) {
        while (course.under_way) {
            open_leg(course.leg, true);
            while (!leg_is_over(course.leg)) advance_leg<Method>(course.leg, study.solver, note);
            cross_edge(course, observer);
        }
    } else {
        Leg<T> leg;
        put_patient(leg, 0, course.leg);
        while (course.under_way) {
            put_leg(leg, 0, course.leg);
            leg.drugs.present = course.leg.drugs.present;
            open_leg(leg, true);
            while (!leg_is_over(leg)) advance_leg<Method>(leg, study.solver, note);
            take_leg(leg, 0, course.leg);
            cross_edge(course, observer);
        }
    }
}

TWINARM_END
