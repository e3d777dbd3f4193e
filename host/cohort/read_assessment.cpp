// How tumours are assessed: criteria, confirmation, reader, what is missed.
#include "host/cohort/read_assessment.hpp"

#include <fmt/format.h>

#include "host/base/words.hpp"
#include "host/cohort/coefficient_of_variation.hpp"
#include "host/toml/fields.hpp"
#include "host/toml/values.hpp"

namespace twinarm::cohort {

namespace {

/// What is too small to be seen, and what is large enough to be measured.
void read_sizes(toml::Fields& fields, ResponseRules& rules, base::Report& report) {
    const toml::Node* complete = fields.find("complete_below");
    rules.complete_below_mm = toml::quantity_value(complete, "mm", report).value_or(5);
    if (rules.complete_below_mm < 0)
        report.add(complete->place, "`complete_below` is a length and cannot be negative");
    const toml::Node* measurable = fields.find("measurable_from");
    rules.measurable_from_mm =
        toml::quantity_value(measurable, "mm", report).value_or(rules.complete_below_mm);
    if (rules.measurable_from_mm < rules.complete_below_mm)
        report.add(
            measurable->place,
            fmt::format("`measurable_from` is below `complete_below`, {} mm: what is read as 0 cannot be "
                        "measured",
                        rules.complete_below_mm));
}

/// How a progression is confirmed, and whether treatment waits for it: iRECIST.
void read_progression(toml::Fields& fields, ResponseRules& rules, base::Report& report) {
    rules.progression_confirmation_min =
        toml::minutes_value(fields.find("progression_confirmation"), report).value_or(28 * 24 * 60);
    const toml::Node* beyond = fields.find("treat_beyond_progression");
    rules.treat_beyond_progression = toml::boolean_value(beyond, report).value_or(false) ? 1 : 0;
    if (rules.treat_beyond_progression && rules.criteria != Criteria::irecist)
        report.add(
            beyond->place,
            fmt::format("`treat_beyond_progression` needs criteria = \"iRECIST\": under {} a progression "
                        "is not confirmed\n"
                        "  To treat on whatever the scans say, leave out the dose rules on `response`.",
                        base::name_of(rules.criteria)));
}

}  // namespace

const toml::Node* read_assessment(const toml::Node& root, Cohort& cohort, base::Report& report) {
    static const std::vector<std::string> criteria = {
        base::name_of(Criteria::recist11), base::name_of(Criteria::who), base::name_of(Criteria::irecist)};
    static const std::vector<std::string> pfs_rules = {"EMA", "FDA"};
    ResponseRules& rules = cohort.study.response;
    toml::Fields fields(root.find("assessment"), "[assessment]", root.place, report);
    rules.criteria =
        Criteria(toml::choice_value(fields.need("criteria", "\"RECIST 1.1\", \"WHO\" or \"iRECIST\""),
                                    criteria, report)
                     .value_or(0));
    const toml::Node* scans = fields.need("scans", "when tumours are measured, as in { every = \"6 wk\" }");
    const toml::Node* confirmation = fields.need("confirmation", "time to the confirming scan, or \"none\"");
    const bool none = confirmation != nullptr && confirmation->is_text() && confirmation->text == "none";
    rules.confirmation_min = none ? 0 : toml::minutes_value(confirmation, report).value_or(0);
    const toml::Node* stable = fields.find("stable_after");
    rules.stable_min = stable == nullptr ? 6 * 7 * 24 * 60 : toml::minutes_value(stable, report).value_or(0);
    rules.accept_stable_between =
        toml::boolean_value(fields.find("accept_stable_between"), report).value_or(true) ? 1 : 0;
    rules.missed_between = std::int32_t(
        toml::integer_value(fields.find("missed_scans_between"), report, 0, max_scans).value_or(1));
    rules.disease_control_min =
        toml::minutes_value(fields.find("disease_control_after"), report).value_or(rules.stable_min);
    rules.pfs = PfsRule(toml::choice_value(fields.find("pfs_censoring"), pfs_rules, report).value_or(0));
    read_progression(fields, rules, report);
    rules.reader_log_sd =
        log_sd_of_cv(toml::number_value(fields.find("reader_cv"), report, 0, 1).value_or(0.04));
    read_sizes(fields, rules, report);
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

}  // namespace twinarm::cohort
