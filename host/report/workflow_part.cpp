// The trial as it is planned: doses, rules and scans of each arm.
#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include "host/base/words.hpp"
#include "host/cohort/coefficient_of_variation.hpp"
#include "host/cohort/rule_words.hpp"
#include "host/report/chart_number.hpp"
#include "host/report/chart_parts.hpp"
#include "host/report/planned_doses.hpp"

namespace twinarm::report {

namespace {

const char* words_of(RuleAction action) {
    switch (action) {
        case RuleAction::skip:
            return "omit this dose";
        case RuleAction::hold:
            return "postpone the dose";
        case RuleAction::stop_course:
            return "end the course";
        case RuleAction::no_further_course:
            return "no further course";
        case RuleAction::stop:
            return "stop the drug";
        case RuleAction::reduce:
            return "give the next lower level";
        case RuleAction::escalate:
            return "give the next higher level";
    }
    return "?";
}

store::Json regimen_json(const cohort::Cohort& cohort, const Regimen& regimen, const std::string& label,
                         const std::vector<double>& parameters) {
    const std::int32_t horizon_min = cohort.study.horizon_min;
    store::Json days = store::Json::array(), rules = store::Json::array();
    for (const PlannedDose& dose : planned_doses(regimen, horizon_min, 200))
        days.push_back(chart_number(dose.day));
    for (int i = 0; i < regimen.rule_count; ++i) {
        const DoseRule& rule = regimen.rules[i];
        rules.push_back(
            {{"when", rule.moment == RuleMoment::course_end ? "at a course's end" : "before a dose"},
             {"if", cohort::rule_in_words(rule, parameters)},
             {"then", words_of(rule.action)}});
    }
    return {{"drug", cohort::name_of(cohort, regimen)},
            {"label", label},
            {"infusion_min", regimen.infusion_min},
            {"days", days},
            {"rules", rules}};
}

}  // namespace

store::Json workflow_part(const ReportRun& run, const SampledCourses& courses) {
    const Study& study = run.cohort.study;
    const std::vector<double>& parameters = courses.front()[courses.front().size() / 2].parameters;
    store::Json arms = store::Json::array();
    for (std::size_t a = 0; a < run.arms(); ++a) {
        store::Json scans = store::Json::array(), regimens = store::Json::array();
        for (int s = 0; s < study.scans[a].count; ++s) {
            const std::int32_t minute = study.scans[a].minute[s];
            if (minute <= study.horizon_min) scans.push_back(chart_number(minute / 1440.0));
        }
        for (int r = 0; r < study.arms[a].regimen_count; ++r)
            regimens.push_back(regimen_json(run.cohort, study.arms[a].regimens[r],
                                            run.cohort.arms[a].regimen_labels[std::size_t(r)], parameters));
        arms.push_back({{"id", run.cohort.arms[a].id},
                        {"label", run.cohort.arms[a].label},
                        {"trial_n", run.cohort.arms[a].trial_n},
                        {"scans", scans},
                        {"regimens", regimens}});
    }
    const ResponseRules& response = study.response;
    store::Json gate = nullptr;
    if (run.cohort.trial.gate.patients > 0)
        gate = {{"patients", run.cohort.trial.gate.patients},
                {"responders", run.cohort.trial.gate.responders}};
    return {{"horizon_d", study.horizon_min / 1440.0},
            {"criteria", base::name_of(response.criteria)},
            {"confirmation_d", response.confirmation_min / 1440.0},
            {"reader_cv", chart_number(cohort::cv_of_log_sd(response.reader_log_sd))},
            {"between_trial_sd", run.cohort.trial.between_trial_sd},
            {"trials", run.cohort.trial.trials},
            {"gate", gate},
            {"arms", arms}};
}

}  // namespace twinarm::report
