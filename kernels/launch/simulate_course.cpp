// One course again, with a log of everything that happened.
#include "kernels/launch/simulate_course.hpp"

#include "kernels/launch/flush_subnormals.hpp"
#include "kernels/patient/simulate_patient.hpp"

namespace twinarm {

namespace {

DoseDecision decision_of(const Regimen& regimen, int rule) {
    if (rule < 0) return DoseDecision::given;
    switch (regimen.rules[rule].action) {
        case RuleAction::skip:
            return DoseDecision::skipped;
        case RuleAction::hold:
            return DoseDecision::held;
        case RuleAction::stop_course:
            return DoseDecision::course_stopped;
        case RuleAction::no_further_course:
            return DoseDecision::no_further_course;
        case RuleAction::stop:
            return DoseDecision::stopped;
        case RuleAction::reduce:
            return DoseDecision::reduced;
        case RuleAction::escalate:
            return DoseDecision::escalated;
    }
    return DoseDecision::given;
}

/// Writes what it sees into a log.
struct Recorder {
    CourseLog* log;

    void at_edge(const Course& c) const {
        record(c, drug_leg(c.drugs, *c.arm), 0, c.leg.progress.state, c.leg.watch.readings.markers,
               hours(c.now_min));
    }

    template <class At, class Markers>
    void at_midnight(const Course& c, double elapsed, const At& at, const Markers& markers) const {
        State<double> y;
        for (int i = 0; i < state_count; ++i) y[i] = at(i);
        record(c, c.leg.drugs, elapsed, y, markers, hours(c.now_min) + elapsed);
    }

    template <class Markers>
    void record(const Course& c, const DrugLeg<double>& drugs, double elapsed, const State<double>& y,
                const Markers& markers, double time_h) const {
        const Patient<double>& patient = c.leg.patient;
        const DrugLevels<double> level = drug_levels(drugs, elapsed);
        const Occupancy<double> occupied = occupancy_in(
            patient, moment_of_leg(patient, c.leg.constant, drugs, hours(c.now_min), elapsed), y);
        const TumourMass<double> mass = tumour_mass(y, c.leg.alive);
        CoursePoint point{};
        point.time_h = time_h;
        for (int i = 0; i < state_count; ++i) point.state[i] = y[i];
        point.sld_mm = mass.sensitive + mass.resistant;
        point.sensitive_alive = c.leg.alive.sensitive > 0;
        point.resistant_alive = c.leg.alive.resistant > 0;
        point.lymphocytes =
            lymphocyte_fold(patient.lymphocytes, c.leg.constant.lymphocytes, [&](int i) { return y[i]; });
        point.il2_nmol_per_l = level.il2.free;
        point.one_chain_nmol_per_l = level.il2.one_chain;
        point.two_chain_nmol_per_l = level.il2.two_chain;
        point.nivolumab_ug_per_ml = level.nivolumab;
        point.occupancy_cd8 = occupied.cd8;
        point.occupancy_nk = occupied.nk;
        point.occupancy_treg = occupied.treg;
        point.occupancy_tumour_t = occupied.tumour_t;
        point.occupancy_endothelium = occupied.endothelium;
        point.eosinophils = double(markers.eosinophils);
        point.soluble_cd25 = double(markers.soluble_cd25);
        point.hypotension_grade = hypotension_grade(patient.toxicity, y[leak]);
        log->points.push_back(point);
    }

    void at_scan(const Course& c, double true_mm, double measured_mm, bool new_lesion) const {
        const bool missed = measured_mm < 0, baseline = log->scans.empty();
        log->scans.push_back({hours(c.now_min), true_mm, measured_mm, new_lesion,
                              missed || baseline ? Response::NE : c.assessment.latest,
                              is_unconfirmed(c.assessment)});
    }

    void at_dose(const Course& c, int r, int rule, double amount) const {
        const DoseCursor& at = c.doses[r];
        log->doses.push_back({hours(c.now_min), r, at.course, at.cycle, at.dose,
                              decision_of(c.arm->regimens[r], rule), rule, amount, at.level});
    }
};

}  // namespace

CourseLog simulate_course(const Study& study, std::uint64_t patient, int arm) {
    CourseLog log;
    const FlushSubnormals flush;
    if (study.solver.precision == Precision::single_precision)
        simulate_patient<float, Tsit5>(study, patient, arm, log.outcome, Recorder{&log});
    else
        simulate_patient<double, Tsit5>(study, patient, arm, log.outcome, Recorder{&log});
    const Patient<double> sampled =
        sample_patient<double>(study.population, study.seed, patient, &study.arms[arm]);
    for_each_parameter(sampled, [&](double value, int) { log.parameters.push_back(value); });
    return log;
}

}  // namespace twinarm
