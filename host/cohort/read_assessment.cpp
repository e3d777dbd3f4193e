// How tumours are measured, and how exactly the equations are solved.
#include "host/cohort/read_assessment.hpp"

#include <fmt/format.h>

#include <limits>

#include "host/toml/fields.hpp"
#include "host/toml/values.hpp"

namespace twinarm::cohort {

const toml::Node* read_assessment(const toml::Node& root, Cohort& cohort, base::Report& report) {
    static const std::vector<std::string> criteria = {"RECIST 1.1", "WHO"};
    ResponseRules& rules = cohort.study.response;
    toml::Fields fields(root.find("assessment"), "[assessment]", root.place, report);
    rules.criteria =
        Criteria(toml::choice_value(fields.need("criteria", "\"RECIST 1.1\" or \"WHO\""), criteria, report)
                     .value_or(0));
    const toml::Node* scans = fields.need("scans", "when tumours are measured, as in { every = \"6 wk\" }");
    const toml::Node* confirmation = fields.need("confirmation", "time to the confirming scan, or \"none\"");
    const bool none = confirmation != nullptr && confirmation->is_text() && confirmation->text == "none";
    rules.confirmation_min = none ? 0 : toml::minutes_value(confirmation, report).value_or(0);
    const toml::Node* stable = fields.find("stable_after");
    rules.stable_min = stable == nullptr ? 6 * 7 * 24 * 60 : toml::minutes_value(stable, report).value_or(0);
    rules.accept_stable_between =
        toml::boolean_value(fields.find("accept_stable_between"), report).value_or(true) ? 1 : 0;
    rules.reader_cv = toml::number_value(fields.find("reader_cv"), report, 0, 1).value_or(0.04);
    const toml::Node* complete = fields.find("complete_below");
    rules.complete_below_mm = toml::quantity_value(complete, "mm", report).value_or(5);
    if (rules.complete_below_mm < 0)
        report.add(complete->place, "`complete_below` is a length and cannot be negative");
    rules.no_scan_probability =
        toml::number_value(fields.find("no_scan_probability"), report, 0, 1).value_or(0);
    rules.missed_scan_probability =
        toml::number_value(fields.find("missed_scan_probability"), report, 0, 1).value_or(0);
    const toml::Node* dropout = fields.find("dropout");
    rules.dropout_per_h = toml::quantity_value(dropout, "1/h", report).value_or(0);
    if (rules.dropout_per_h < 0) report.add(dropout->place, "`dropout` is a rate and cannot be negative");
    fields.close();
    return scans;
}

namespace {

/// Adds scans every `interval` after the last one, up to and with `end`; false where there are too many.
bool add_scans(ScanSchedule& schedule, std::int64_t interval, std::int64_t end) {
    for (std::int64_t minute = schedule.minute[schedule.count - 1] + interval; minute <= end;
         minute += interval) {
        if (schedule.count == max_scans) return false;
        schedule.minute[schedule.count++] = std::int32_t(minute);
    }
    return true;
}

}  // namespace

ScanSchedule read_scans(const toml::Node* node, std::int32_t horizon_min, base::Report& report) {
    ScanSchedule schedule{};
    schedule.count = 1;  // the baseline, at minute 0
    if (node == nullptr) return schedule;
    toml::Fields fields(node, "`scans`", node->place, report);
    const toml::Node* at = fields.find("at");
    const toml::Node* every = fields.find("every");
    const toml::Node* until = fields.find("until");
    const toml::Node* then = fields.find("then");
    fields.close();
    if (!node->is_table() || horizon_min == 0) return schedule;
    if ((at != nullptr) == (every != nullptr) || (until != nullptr) != (then != nullptr) ||
        (at != nullptr && until != nullptr)) {
        report.add(
            node->place,
            "scans are { every = \"6 wk\" }, { every = \"8 wk\", until = \"48 wk\", then = \"12 wk\" } or "
            "{ at = [\"6 wk\", \"12 wk\"] }");
        return schedule;
    }
    bool fits = true;
    if (at != nullptr) {
        if (!at->is_array()) {
            report.add(at->place, "`at` is a list of times, as in [\"6 wk\", \"12 wk\"]");
            return schedule;
        }
        for (const toml::Node& one : at->children) {
            const std::optional<std::int32_t> minute = toml::minutes_value(&one, report);
            if (!minute) return schedule;
            if (*minute <= schedule.minute[schedule.count - 1]) {
                report.add(one.place, "scans stand in ascending order, after the baseline at 0");
                return schedule;
            }
            if (*minute > horizon_min) {
                report.add(one.place, fmt::format("a scan after the horizon of {} d is never made",
                                                  horizon_min / 1440.0));
                return schedule;
            }
            fits = schedule.count < max_scans;
            if (!fits) break;
            schedule.minute[schedule.count++] = *minute;
        }
    } else {
        const std::optional<std::int32_t> interval = toml::minutes_value(every, report);
        const std::optional<std::int32_t> first_end =
            until == nullptr ? horizon_min : toml::minutes_value(until, report);
        const std::optional<std::int32_t> later = then == nullptr ? 1 : toml::minutes_value(then, report);
        if (!interval || !first_end || !later) return schedule;
        if (*interval == 0 || *later == 0) {
            report.add(*interval == 0 ? every->place : then->place,
                       "time between scans must be longer than 0 min");
            return schedule;
        }
        fits = add_scans(schedule, *interval, std::min(*first_end, horizon_min));
        if (fits && then != nullptr) fits = add_scans(schedule, *later, horizon_min);
    }
    if (!fits)
        report.add(node->place,
                   fmt::format("more than {} scans before the horizon of {} d, baseline included", max_scans,
                               horizon_min / 1440.0));
    else if (schedule.count == 1)
        report.add(node->place, fmt::format("no scan before the horizon of {} d: nobody could respond",
                                            horizon_min / 1440.0));
    return schedule;
}

void read_solver(const toml::Node& root, SolverSettings& solver, base::Report& report) {
    const toml::Node* node = root.find("solver");
    if (node == nullptr) return;
    toml::Fields fields(node, "[solver]", root.place, report);
    const SolverSettings standard{};
    static const std::vector<std::string> precisions = {"double", "single"};
    solver.precision =
        Precision(toml::choice_value(fields.find("precision"), precisions, report).value_or(0));
    solver.relative_tolerance = toml::number_value(fields.find("relative_tolerance"), report, 1e-14, 0.1)
                                    .value_or(standard.relative_tolerance);
    solver.absolute_tolerance = toml::number_value(fields.find("absolute_tolerance"), report, 1e-300, 0.1)
                                    .value_or(standard.absolute_tolerance);
    if (solver.precision == Precision::single_precision && solver.relative_tolerance < 1e-6)
        report.add(node->place,
                   "single precision cannot keep a `relative_tolerance` below 1e-6; use \"double\"");
    const auto step = [&](const char* key, double otherwise) {
        const toml::Node* given = fields.find(key);
        const std::optional<double> hours = toml::quantity_value(given, "h", report);
        if (!hours || *hours > 0) return hours.value_or(otherwise);
        report.add(given->place, fmt::format("`{}` must be longer than 0 h", key));
        return otherwise;
    };
    solver.restart_step_h = step("restart_step", standard.restart_step_h);
    solver.minimum_step_h = step("minimum_step", standard.minimum_step_h);
    solver.max_steps = std::int32_t(
        toml::integer_value(fields.find("max_steps"), report, 1, 10000000).value_or(standard.max_steps));
    if (solver.minimum_step_h > solver.restart_step_h)
        report.add(node->place, "`minimum_step` is longer than `restart_step`");
    fields.close();
}

}  // namespace twinarm::cohort
