// Are two studies the same, bit for bit? Field by field, since padding has no meaning.
#pragma once

#include <cstring>
#include <string>

#include "kernels/patient/study.hpp"

namespace twinarm::cohort {

class StudyComparison {
  public:
    /// The first field that differs, or "".
    static std::string difference(const Study& a, const Study& b) {
        StudyComparison c;
        c.same("seed", a.seed, b.seed);
        c.same("arm_count", a.arm_count, b.arm_count);
        c.same("horizon_min", a.horizon_min, b.horizon_min);
        for (int i = 0; i < max_arms; ++i) c.arm("arm " + std::to_string(i), a.arms[i], b.arms[i]);
        for (int i = 0; i < max_arms; ++i) {
            c.same("scans", a.scans[i].count, b.scans[i].count);
            for (int k = 0; k < max_scans; ++k)
                c.same("scan minute", a.scans[i].minute[k], b.scans[i].minute[k]);
        }
        c.response(a.response, b.response);
        c.solver(a.solver, b.solver);
        for (int i = 0; i < parameter_count; ++i)
            c.marginal(parameter_table[i].name, a.population.marginal[i], b.population.marginal[i]);
        c.same("copula.count", a.population.copula.count, b.population.copula.count);
        for (int i = 0; i < max_correlated; ++i) {
            c.same("copula.parameter", a.population.copula.parameter[i], b.population.copula.parameter[i]);
            for (int j = 0; j < max_correlated; ++j)
                c.same("copula.factor", a.population.copula.factor[i][j], b.population.copula.factor[i][j]);
        }
        return c.first_;
    }

  private:
    template <class T>
    void same(const std::string& name, const T& a, const T& b) {
        static_assert(std::is_arithmetic_v<T> || std::is_enum_v<T>);
        if (first_.empty() && std::memcmp(&a, &b, sizeof a) != 0) first_ = name;
    }
    void arm(const std::string& name, const Arm& a, const Arm& b) {
        same(name + ".tag", a.tag, b.tag);
        same(name + ".regimen_count", a.regimen_count, b.regimen_count);
        for (int i = 0; i < max_regimens; ++i) regimen(name + ".regimen", a.regimens[i], b.regimens[i]);
    }
    void regimen(const std::string& name, const Regimen& a, const Regimen& b) {
        same(name + ".drug", a.drug, b.drug);
        same(name + ".dose", a.dose, b.dose);
        same(name + ".dose_per_kg", a.dose_per_kg, b.dose_per_kg);
        same(name + ".infusion_min", a.infusion_min, b.infusion_min);
        same(name + ".first_dose_min", a.first_dose_min, b.first_dose_min);
        same(name + ".doses_per_cycle", a.doses_per_cycle, b.doses_per_cycle);
        same(name + ".dose_interval_min", a.dose_interval_min, b.dose_interval_min);
        same(name + ".cycles_per_course", a.cycles_per_course, b.cycles_per_course);
        same(name + ".cycle_interval_min", a.cycle_interval_min, b.cycle_interval_min);
        same(name + ".max_courses", a.max_courses, b.max_courses);
        same(name + ".course_interval_min", a.course_interval_min, b.course_interval_min);
        same(name + ".max_duration_min", a.max_duration_min, b.max_duration_min);
        same(name + ".hold_min", a.hold_min, b.hold_min);
        same(name + ".max_hold_min", a.max_hold_min, b.max_hold_min);
        same(name + ".rule_count", a.rule_count, b.rule_count);
        for (int i = 0; i < max_rules; ++i) {
            same(name + ".variable", a.rules[i].variable, b.rules[i].variable);
            same(name + ".comparison", a.rules[i].comparison, b.rules[i].comparison);
            same(name + ".action", a.rules[i].action, b.rules[i].action);
            same(name + ".moment", a.rules[i].moment, b.rules[i].moment);
            same(name + ".threshold", a.rules[i].threshold, b.rules[i].threshold);
            same(name + ".threshold_parameter", a.rules[i].threshold_parameter,
                 b.rules[i].threshold_parameter);
        }
    }
    void response(const ResponseRules& a, const ResponseRules& b) {
        same("criteria", a.criteria, b.criteria);
        same("confirmation_min", a.confirmation_min, b.confirmation_min);
        same("stable_min", a.stable_min, b.stable_min);
        same("accept_stable_between", a.accept_stable_between, b.accept_stable_between);
        same("missed_between", a.missed_between, b.missed_between);
        same("disease_control_min", a.disease_control_min, b.disease_control_min);
        same("pfs", a.pfs, b.pfs);
        same("progression_confirmation_min", a.progression_confirmation_min, b.progression_confirmation_min);
        same("treat_beyond_progression", a.treat_beyond_progression, b.treat_beyond_progression);
        same("reader_log_sd", a.reader_log_sd, b.reader_log_sd);
        same("measurable_from_mm", a.measurable_from_mm, b.measurable_from_mm);
        same("complete_below_mm", a.complete_below_mm, b.complete_below_mm);
        same("no_scan_probability", a.no_scan_probability, b.no_scan_probability);
        same("missed_scan_probability", a.missed_scan_probability, b.missed_scan_probability);
        same("dropout_per_h", a.dropout_per_h, b.dropout_per_h);
    }
    void solver(const SolverSettings& a, const SolverSettings& b) {
        same("precision", int(a.precision), int(b.precision));
        same("relative_tolerance", a.relative_tolerance, b.relative_tolerance);
        same("absolute_tolerance", a.absolute_tolerance, b.absolute_tolerance);
        same("restart_step_h", a.restart_step_h, b.restart_step_h);
        same("minimum_step_h", a.minimum_step_h, b.minimum_step_h);
        same("max_steps", a.max_steps, b.max_steps);
    }
    void marginal(const std::string& name, const Marginal& a, const Marginal& b) {
        same(name + ".kind", a.kind, b.kind);
        same(name + ".component_count", a.component_count, b.component_count);
        same(name + ".copula_row", a.copula_row, b.copula_row);
        for (int i = 0; i < max_components; ++i) {
            same(name + ".weight", a.component[i].weight, b.component[i].weight);
            same(name + ".location", a.component[i].location, b.component[i].location);
            same(name + ".scale", a.component[i].scale, b.component[i].scale);
            same(name + ".lower", a.component[i].lower_probability, b.component[i].lower_probability);
            same(name + ".upper", a.component[i].upper_probability, b.component[i].upper_probability);
        }
    }

    std::string first_;
};

}  // namespace twinarm::cohort
