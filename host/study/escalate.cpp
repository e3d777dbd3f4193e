// Trials that escalate the dose, from simulated patients.
#include "host/study/escalate.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "host/base/errors.hpp"
#include "host/study/drawing_stopped.hpp"

namespace twinarm::study {

namespace {

/// The levels alone, lowest first, to the end of the window.
Study study_of_window(const Study& study, const cohort::EscalationDesign& design) {
    Study made = study;
    made.horizon_min = design.window_min;
    made.arm_count = design.level_count();
    for (std::size_t l = 0; l < design.levels.size(); ++l) {
        made.arms[l] = study.arms[design.levels[l]];
        ScanSchedule& scans = made.scans[l] = study.scans[design.levels[l]];
        while (scans.count > 1 && scans.minute[scans.count - 1] > design.window_min) --scans.count;
    }
    return made;
}

cohort::Studies studies_of_window(const cohort::Studies& studies, const cohort::EscalationDesign& design) {
    cohort::Studies made;
    cohort::StudySpace space;
    for (std::size_t k = 0; k < studies.size(); ++k) made.add(study_of_window(studies.at(k, space), design));
    return made;
}

/// The levels at which the patient has a dose-limiting toxicity; nothing where a level failed.
std::optional<trial::DltLevels> dlt_levels(const Outcome* levels, const cohort::EscalationDesign& design) {
    trial::DltLevels found = 0;
    for (int l = 0; l < design.level_count(); ++l) {
        if (levels[l].status != Status::ok) return std::nullopt;
        if (levels[l].worst_hypotension_grade >= design.dlt_grade) found = trial::DltLevels(found | 1u << l);
    }
    return found;
}

}  // namespace

store::StudyPlan plan_of_run(const store::StoredRun& run, const EngineOptions& engine) {
    store::StudyPlan plan;
    plan.first = run.record.first_patient;
    plan.patients = run.record.patients_planned;
    choose_engine(plan, engine);
    plan.populations = store::populations_of(run, run.cohort);
    return plan;
}

void check_escalation(const cohort::Cohort& cohort, const store::StudyPlan& plan) {
    const cohort::EscalationDesign& design = cohort.escalation;
    if (design.levels.empty())
        throw base::UsageError(cohort.id +
                               ": has no [escalation]\n  Give one that names the arms in order of dose, or "
                               "run cohorts/first_in_human.toml.");
    const std::uint64_t each = plan.populations.design.patients_each;
    const auto most = std::uint64_t(trial::most_patients(design));
    if (each < most)
        throw base::UsageError(
            fmt::format("{} patients of a population: a trial may treat {}\n"
                        "  Raise -n, or take the cohort's own numbers alone with --populations none.",
                        each, most));
}

Escalation run_escalation(const cohort::Cohort& cohort, store::StudyPlan plan, const ProgressSink& progress,
                          const base::StopToken& stop) {
    check_escalation(cohort, plan);
    const cohort::EscalationDesign& design = cohort.escalation;
    cohort::PopulationStudies& populations = plan.populations;
    populations.studies = studies_of_window(populations.studies, design);
    trial::EscalationSource source{std::vector<std::vector<trial::DltLevels>>(populations.studies.size()),
                                   populations.design.weights};
    Escalation made;
    made.populations = populations.studies.size();
    made.patients_each = populations.design.patients_each;
    std::uint64_t done = 0;
    const auto keep = [&](const Outcome* outcomes, std::uint64_t patients) {
        for (std::uint64_t k = 0; k < patients; ++k, ++done) {
            const auto levels = dlt_levels(outcomes + k * design.levels.size(), design);
            if (levels)
                source.patients[populations.design.population_at(done)].push_back(*levels);
            else
                ++made.failed;
        }
    };
    made.signal = run_whole_study(plan, {{keep}, progress}, stop).signal;
    if (made.signal != 0) return made;
    for (const auto& patients : source.patients)
        if (patients.size() < std::size_t(trial::most_patients(design)))
            throw base::DataError("too many patients of a population failed: no trial can be drawn from it");
    try {
        made.summary = trial::virtual_escalations(design, source, cohort.study.seed,
                                                  std::uint64_t(cohort.trial.trials), [&] {
                                                      if (stop.stopped()) throw DrawingStopped();
                                                  });
    } catch (const DrawingStopped&) {
        made.signal = stop.signal();
        return made;
    }
    for (std::size_t l = 0; l < design.levels.size(); ++l) {
        const cohort::ArmDesign& arm = cohort.arms[std::size_t(design.levels[l])];
        made.summary.levels[l].arm = arm.id;
        made.summary.levels[l].label = arm.label;
    }
    return made;
}

}  // namespace twinarm::study
