// What decided the course, for programs: dose rules and decisions, scans and the reader's draws.
#include "host/sbml/course_annotation.hpp"

#include <fmt/format.h>

#include "host/base/build_info.hpp"
#include "host/base/plain_text.hpp"
#include "host/base/words.hpp"
#include "host/cohort/drug_kinds.hpp"
#include "host/cohort/rule_words.hpp"
#include "host/sbml/treatment_events.hpp"
#include "kernels/core/normal.hpp"
#include "kernels/patient/sample_patient.hpp"
#include "kernels/random/purpose.hpp"

namespace twinarm::sbml {

namespace {

const char* word_of(RuleAction action) {
    switch (action) {
        case RuleAction::skip:
            return "skip";
        case RuleAction::hold:
            return "hold";
        case RuleAction::stop_course:
            return "stop_course";
        case RuleAction::no_further_course:
            return "no_further_course";
        case RuleAction::stop:
            return "stop";
        case RuleAction::reduce:
            return "reduce";
        case RuleAction::escalate:
            return "escalate";
    }
    return "?";
}

std::string regimen_elements(const cohort::Cohort& cohort, int arm, const CourseLog& log) {
    const cohort::ArmDesign& label = cohort.arms[std::size_t(arm)];
    const Arm& treatment = cohort.study.arms[arm];
    std::string text;
    for (int r = 0; r < treatment.regimen_count; ++r) {
        const Regimen& regimen = treatment.regimens[r];
        text += fmt::format("  <regimen number=\"{}\" drug=\"{}\" infusion_min=\"{}\" label=\"{}\">\n", r + 1,
                            cohort::key_of(regimen.drug), regimen.infusion_min,
                            base::markup_text(label.regimen_labels.at(std::size_t(r))));
        for (int i = 0; i < regimen.rule_count; ++i) {
            const DoseRule& rule = regimen.rules[i];
            text += fmt::format("    <rule number=\"{}\" at=\"{}\" when=\"{}\" do=\"{}\"/>\n", i + 1,
                                rule.moment == RuleMoment::before_dose ? "before_dose" : "course_end",
                                base::markup_text(cohort::rule_in_words(rule, log.parameters)),
                                word_of(rule.action));
        }
        text += "  </regimen>\n";
    }
    return text;
}

std::string dose_elements(const Arm& arm, const CourseLog& log) {
    std::string text;
    for (const DoseRecord& dose : log.doses) {
        text += fmt::format("  <dose regimen=\"{}\" time_h=\"{}\" course=\"{}\" cycle=\"{}\" dose=\"{}\"",
                            dose.regimen + 1, dose.time_h, dose.course + 1, dose.cycle + 1, dose.dose + 1);
        if (dose.rule < 0)
            text += " decision=\"given\"";
        else
            text += fmt::format(" decision=\"{}\" rule=\"{}\"",
                                word_of(arm.regimens[dose.regimen].rules[dose.rule].action), dose.rule + 1);
        if (arm.regimens[dose.regimen].level_count > 0) text += fmt::format(" level=\"{}\"", dose.level + 1);
        if (is_given(dose.decision)) text += fmt::format(" amount=\"{}\"", dose.amount);
        text += "/>\n";
    }
    return text;
}

/// `reader_z`: the standard normal draw behind the reading, whose true value it multiplies by exp(log_sd z).
std::string scan_elements(const cohort::Cohort& cohort, int arm, const CourseLog& log) {
    const Study& study = cohort.study;
    std::string text;
    for (std::size_t i = 0; i < log.scans.size(); ++i) {
        const ScanRecord& scan = log.scans[i];
        const double z = normal_quantile(uniform(study.seed, Purpose::reader_error, log.outcome.patient,
                                                 reader_draw(study.arms[arm].tag, std::uint32_t(i))));
        text += fmt::format("  <scan number=\"{}\" time_h=\"{}\" true_sld_mm=\"{}\"", i, scan.time_h,
                            scan.true_sld_mm);
        if (scan.measured_sld_mm < 0)
            text += " missed=\"true\"/>\n";
        else
            text += fmt::format(
                " measured_sld_mm=\"{}\" reader_z=\"{}\" new_lesion=\"{}\" response=\"{}\"/>\n",
                scan.measured_sld_mm, z, scan.new_lesion, i == 0 ? "baseline" : base::name_of(scan.response));
    }
    return text;
}

}  // namespace

std::string course_annotation(const cohort::Cohort& cohort, int arm, const CourseLog& log) {
    const base::BuildInfo build = base::build_info();
    const Outcome& outcome = log.outcome;
    const EventThresholds thresholds = event_thresholds(cohort.study, outcome.patient, 0);
    std::string text = fmt::format(
        "<course xmlns=\"urn:twinarm:course:1\" simulated=\"true\" study=\"{}\" seed=\"{}\" patient=\"{}\" "
        "arm=\"{}\" "
        "twinarm=\"{}\" commit=\"{}\">\n",
        base::markup_text(cohort.id), cohort.study.seed, outcome.patient,
        base::markup_text(cohort.arms[std::size_t(arm)].id), build.version, build.commit);
    text += fmt::format("  <end time_h=\"{}\" status=\"{}\" died=\"{}\"/>\n", end_of_course(log),
                        base::name_of(outcome.status), outcome.os_event != 0);
    text += fmt::format("  <threshold hazard=\"new_lesion_hazard\" value=\"{}\"{}/>\n", thresholds.new_lesion,
                        outcome.new_lesion_h >= 0 ? fmt::format(" time_h=\"{}\"", outcome.new_lesion_h) : "");
    text += fmt::format("  <threshold hazard=\"death_hazard\" value=\"{}\"{}/>\n", thresholds.death,
                        outcome.os_event ? fmt::format(" time_h=\"{}\"", outcome.os_h) : "");
    text += fmt::format("  <reader log_sd=\"{}\" complete_below_mm=\"{}\"/>\n",
                        cohort.study.response.reader_log_sd, cohort.study.response.complete_below_mm);
    text += regimen_elements(cohort, arm, log);
    text += dose_elements(cohort.study.arms[arm], log);
    text += scan_elements(cohort, arm, log);
    return text + "</course>";
}

}  // namespace twinarm::sbml
