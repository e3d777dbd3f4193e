// A cohort file from top to bottom.
#include "host/cohort/read_cohort.hpp"

#include <fmt/format.h>

#include "host/cohort/drug.hpp"
#include "host/cohort/fields.hpp"
#include "host/cohort/override.hpp"
#include "host/cohort/read_assessment.hpp"
#include "host/cohort/read_parameters.hpp"
#include "host/cohort/read_regimens.hpp"
#include "host/cohort/read_trial.hpp"
#include "host/cohort/resolved.hpp"
#include "host/cohort/sha256.hpp"
#include "host/cohort/values.hpp"
#include "kernels/model/parameters.hpp"

namespace twinarm {
namespace {

void read_study(const Node& root, Cohort& cohort, Report& report) {
    Fields fields(root.find("study"), "[study]", root.place, report);
    cohort.id = text_value(fields.need("id", "short name of the cohort"), report).value_or("");
    cohort.title = text_value(fields.need("title", "what it asks, in a line"), report).value_or("");
    cohort.disease = text_value(fields.need("disease", "disease of the population"), report).value_or("");
    cohort.study.seed = unsigned_value(fields.find("seed"), report).value_or(1);
    const Node* patients = fields.find("patients");
    cohort.patients = unsigned_value(patients, report).value_or(10000);
    if (cohort.patients == 0) report.add(patients->place, "a cohort needs at least one patient");
    const Node* horizon = fields.need("horizon", "end of follow-up, as in \"52 wk\"");
    const std::optional<std::int32_t> minutes = minutes_value(horizon, report);
    cohort.study.horizon_min = minutes.value_or(0);
    if (minutes && *minutes == 0)
        report.add(horizon->place, "the horizon must lie after the start of treatment");
    fields.close();
}

void check_schema(const Node* schema, const Place& otherwise, Report& report) {
    if (schema == nullptr) {
        report.add(otherwise, "a cohort file begins with `schema = 1`");
    } else if (schema->kind != Node::Kind::integer || schema->integer != 1) {
        report.add(schema->place, "this program reads `schema = 1`");
    }
}

Cohort cohort_of(const Node& root, std::vector<InputFile> files, Report& report) {
    Cohort cohort;
    cohort.files = std::move(files);
    Fields top(&root, "the file", root.place, report);
    check_schema(top.find("schema"), root.place, report);
    for (const char* section : {"study", "assessment", "solver", "trial", "drug", "regimen", "arm", "pool",
                                "published", "correlation"})
        top.find(section);
    for (const ParameterEntry& entry : parameter_table.entry) top.find(entry.group);
    top.close();

    read_study(root, cohort, report);
    const Node* scans = read_assessment(root, cohort, report);
    read_solver(root, cohort.study.solver, report);
    read_trial(root, cohort.trial, report);
    const DrugFactsTable drugs = read_drugs(root, report);
    const auto regimens = read_regimens(root, drugs, cohort.study.horizon_min, report);
    read_arms(root, regimens, scans, cohort, report);
    read_pools(root, cohort, report);
    read_published(root, cohort, report);
    read_parameters(root, cohort, report);
    read_correlations(root, cohort.study.population, report);
    report.throw_if_any();
    cohort.resolved = resolved_text(root, cohort.files);
    return cohort;
}

}  // namespace

CohortFile::CohortFile(const std::filesystem::path& path) {
    Report report;
    document_ = load_document(path, report);
    report.throw_if_any();  // what half a file lacks is not worth telling
}

Cohort CohortFile::with(const CohortOverrides& overrides) const {
    Report report;
    Node root = document_.root;
    if (overrides.seed) set_integer(root, "study", "seed", *overrides.seed, "--seed");
    if (overrides.patients) set_integer(root, "study", "patients", *overrides.patients, "-n");
    for (const std::string& setting : overrides.set) apply_override(root, setting, report);
    return cohort_of(root, document_.files, report);
}

Cohort read_cohort(const std::filesystem::path& path, const CohortOverrides& overrides) {
    return CohortFile(path).with(overrides);
}

Cohort read_resolved(const std::string& toml_text, const std::string& name,
                     const std::vector<Setting>& over) {
    Report report;
    Node root = parse_toml(toml_text, name, report);
    report.throw_if_any();
    for (const Setting& setting : over) apply_override(root, setting, report);
    Sha256 hash;
    hash.add(toml_text);
    return cohort_of(root, {{name, hash.hex()}}, report);
}

}  // namespace twinarm
