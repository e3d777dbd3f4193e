// One patient's course in words and columns: what `show` prints.
#include "host/table/course_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "host/base/number_text.hpp"
#include "host/base/plain_text.hpp"
#include "host/base/words.hpp"
#include "host/cohort/drug_kinds.hpp"
#include "host/cohort/rule_words.hpp"
#include "host/store/course_points.hpp"
#include "host/table/text_table.hpp"

namespace twinarm::table {

namespace {

std::string day(double hours) {
    return hours == never ? "-" : fmt::format("{:.1f}", hours / 24);
}
std::string signed_percent(double fraction) {
    return std::isfinite(fraction) ? fmt::format("{:+.1f}%", 100 * fraction) : "-";
}

/// As short as possible; below a millionth it is 0.
std::string figure(double value) {
    if (!std::isfinite(value)) return "-";
    if (std::abs(value) < 1e-6) return "0";
    if (std::abs(value) < 0.005) return fmt::format("{:.0e}", value);
    return fmt::format("{:.{}f}", value, std::abs(value) < 9.995 ? 2 : std::abs(value) < 99.95 ? 1 : 0);
}

std::string event_or_censored(double hours, std::int32_t event) {
    return day(hours) + " d" + (event ? "" : " (censored)");
}

std::string outcome_lines(const Outcome& o) {
    if (o.status != Status::ok)
        return fmt::format("  FAILED: status {}: {}, at day {}\n", int(o.status), base::name_of(o.status),
                           day(o.failure_time_h));
    const bool responded = o.response == Response::CR || o.response == Response::PR;
    std::string text =
        fmt::format("  best response {}, best change of SLD {}, baseline SLD {:.1f} mm\n",
                    base::name_of(o.response), signed_percent(o.best_change), o.baseline_sld_mm);
    if (responded)
        text += fmt::format("  response at day {}, for {}\n", day(o.time_to_response_h),
                            event_or_censored(o.duration_h, o.duration_event));
    text += fmt::format("  PFS {}, OS {}\n", event_or_censored(o.pfs_h, o.pfs_event),
                        event_or_censored(o.os_h, o.os_event));
    text += fmt::format("  worst hypotension grade {}, worst leak {}, lymphocytes {} to {} of baseline\n",
                        o.worst_hypotension_grade, figure(o.worst_leak), figure(o.lymphocyte_nadir),
                        figure(o.lymphocyte_peak));
    text += fmt::format(
        "  CD8:Treg over baseline, days 7, 21, mean to 63: blood {}, {}, {}; tumour {}, {}, {}\n",
        figure(o.cd8_treg_blood_d7), figure(o.cd8_treg_blood_d21), figure(o.cd8_treg_blood_mean),
        figure(o.cd8_treg_tumour_d7), figure(o.cd8_treg_tumour_d21), figure(o.cd8_treg_tumour_mean));
    text += fmt::format("  {} steps of the solver\n", o.steps);
    return text;
}

std::string dose_table(const cohort::Cohort& cohort, int arm, const CourseLog& log) {
    const Arm& treatment = cohort.study.arms[arm];
    const bool levels = std::any_of(treatment.regimens, treatment.regimens + treatment.regimen_count,
                                    [](const Regimen& regimen) { return regimen.level_count > 0; });
    std::vector<Column> columns = {{"day"}, {"drug", true}, {"course"}, {"cycle"}, {"dose"}};
    if (levels) columns.push_back({"level"});
    columns.insert(columns.end(), {{"decision", true}, {"amount"}, {"because", true}});
    TextTable table(columns);
    for (const DoseRecord& dose : log.doses) {
        const Regimen& regimen = treatment.regimens[dose.regimen];
        std::vector<std::string> cells = {
            fmt::format("{:.2f}", dose.time_h / 24), cohort::name_of(cohort, regimen),
            fmt::format("{}", dose.course + 1), fmt::format("{}", dose.cycle + 1),
            fmt::format("{}", dose.dose + 1)};
        if (levels) cells.push_back(regimen.level_count > 0 ? fmt::format("{}", dose.level + 1) : "");
        cells.emplace_back(name_of(dose.decision));
        cells.push_back(
            is_given(dose.decision) ? figure(dose.amount) + " " + cohort::amount_unit_of(regimen.drug) : "");
        cells.push_back(dose.rule < 0 ? "" : cohort::rule_in_words(regimen.rules[dose.rule], log.parameters));
        table.add_row(std::move(cells));
    }
    return log.doses.empty() ? "  no doses\n" : table.text();
}

std::string scan_table(const CourseLog& log, Criteria criteria) {
    TextTable table({{"day"},
                     {"true SLD, mm"},
                     {"measured SLD, mm"},
                     {"from baseline"},
                     {"new lesion", true},
                     {"response", true}});
    for (std::size_t i = 0; i < log.scans.size(); ++i) {
        const ScanRecord& scan = log.scans[i];
        const bool missed = scan.measured_sld_mm < 0;
        const double baseline = log.scans.front().measured_sld_mm;
        table.add_row({day(scan.time_h), fmt::format("{:.1f}", scan.true_sld_mm),
                       missed ? "missed" : fmt::format("{:.1f}", scan.measured_sld_mm),
                       missed || i == 0 ? "" : signed_percent(scan.measured_sld_mm / baseline - 1),
                       scan.new_lesion ? "yes" : "no",
                       i == 0   ? "baseline"
                       : missed ? ""
                                : base::name_of(scan.response, criteria, scan.unconfirmed)});
    }
    return table.text();
}

std::string point_table(const CourseLog& log, double every_h) {
    TextTable table({{"day"},
                     {"mm", false, "SLD"},
                     {"all", false, "blood, over baseline"},
                     {"CD8"},
                     {"NK"},
                     {"Treg"},
                     {"ratio"},
                     {"CD8", false, "occupancy"},
                     {"Treg"},
                     {"IL-2", false, "nmol/L"},
                     {"1-PEG"},
                     {"2-PEG"},
                     {"mAb", false, "ug/mL"},
                     {"leak"},
                     {"gr"}});
    for (const CoursePoint& p : store::points_every(log.points, every_h))
        table.add_row({day(p.time_h), fmt::format("{:.1f}", p.sld_mm), figure(p.lymphocytes),
                       figure(p.state[cd8]), figure(p.state[nk]), figure(p.state[treg]),
                       figure(p.state[cd8] / p.state[treg]), figure(p.occupancy_cd8),
                       figure(p.occupancy_treg), figure(p.il2_nmol_per_l), figure(p.one_chain_nmol_per_l),
                       figure(p.two_chain_nmol_per_l), figure(p.nivolumab_ug_per_ml), figure(p.state[leak]),
                       fmt::format("{}", p.hypotension_grade)});
    return table.text() +
           "  ratio: CD8:Treg; gr: hypotension grade; occupancy: share of receptors that signal.\n";
}

}  // namespace

const char* name_of(DoseDecision decision) {
    switch (decision) {
        case DoseDecision::given:
            return "given";
        case DoseDecision::skipped:
            return "skipped";
        case DoseDecision::held:
            return "held";
        case DoseDecision::course_stopped:
            return "course stopped";
        case DoseDecision::no_further_course:
            return "last course";
        case DoseDecision::stopped:
            return "stopped";
        case DoseDecision::reduced:
            return "reduced";
        case DoseDecision::escalated:
            return "escalated";
    }
    return "?";
}

std::string course_table(const cohort::Cohort& cohort, int arm, const CourseLog& log, double every_h) {
    const cohort::ArmDesign& label = cohort.arms[std::size_t(arm)];
    return fmt::format("\nPATIENT {} in arm {} ({})\n", log.outcome.patient, base::plain_text(label.id),
                       base::plain_text(label.label)) +
           outcome_lines(log.outcome) + "\nDOSES\n" + dose_table(cohort, arm, log) + "\nSCANS\n" +
           scan_table(log, cohort.study.response.criteria) + "\nCOURSE\n" + point_table(log, every_h);
}

std::string parameter_list(const std::vector<NamedParameter>& named) {
    constexpr std::size_t meaning_width = 24;
    TextTable table({{"parameter", true}, {"value"}, {"unit", true}, {"meaning", true}});
    for (const NamedParameter& one : named) {
        std::vector<std::string> lines = wrapped(one.entry->meaning, meaning_width);
        table.add_row({one.name, fmt::format("{}", one.value), one.entry->unit, lines[0]});
        for (std::size_t line = 1; line < lines.size(); ++line) table.add_row({"", "", "", lines[line]});
    }
    return "\nPARAMETERS\n" + table.text();
}

}  // namespace twinarm::table
