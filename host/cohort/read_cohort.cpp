// A cohort file from top to bottom.
#include "host/cohort/read_cohort.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "host/base/sha256.hpp"
#include "host/cohort/arm_events.hpp"
#include "host/cohort/drug.hpp"
#include "host/cohort/read_assessment.hpp"
#include "host/cohort/read_design.hpp"
#include "host/cohort/read_escalation.hpp"
#include "host/cohort/read_parameters.hpp"
#include "host/cohort/read_regimens.hpp"
#include "host/cohort/read_trial.hpp"
#include "host/cohort/resolved.hpp"
#include "host/cohort/resolved_cohort.hpp"
#include "host/toml/fields.hpp"
#include "host/toml/override.hpp"
#include "host/toml/values.hpp"
#include "kernels/model/parameters.hpp"

namespace twinarm::cohort {
namespace {

/// A path relative to the file that names it; of an option as it is; none for "none".
std::string populations_file(const toml::Node* node, base::Report& report) {
    const std::string name = toml::text_value(node, report).value_or("none");
    if (name == "none") return {};
    const bool of_option = node->place.line == 0;
    const std::filesystem::path folder =
        of_option ? std::filesystem::path() : std::filesystem::path(node->place.file).parent_path();
    return (folder / name).lexically_normal().string();
}

/// Without the populations file: a run keeps those that it was made over in a file of its own.
toml::Node without_populations(toml::Node root) {
    std::erase_if(root.find("study")->children,
                  [](const toml::Node& key) { return key.name == "populations"; });
    return root;
}

void read_study(const toml::Node& root, Cohort& cohort, base::Report& report) {
    toml::Fields fields(root.find("study"), "[study]", root.place, report);
    cohort.id = toml::name_value(fields.need("id", "short name of the cohort"), report).value_or("");
    cohort.title = toml::text_value(fields.need("title", "what it asks, in a line"), report).value_or("");
    cohort.disease =
        toml::text_value(fields.need("disease", "disease of the population"), report).value_or("");
    cohort.study.seed = toml::unsigned_value(fields.find("seed"), report).value_or(1);
    const toml::Node* patients = fields.find("patients");
    cohort.patients = toml::unsigned_value(patients, report).value_or(10000);
    if (cohort.patients == 0) report.add(patients->place, "a cohort needs at least one patient");
    cohort.populations = populations_file(fields.find("populations"), report);
    const toml::Node* horizon = fields.need("horizon", "end of follow-up, as in \"52 wk\"");
    const std::optional<std::int32_t> minutes = toml::minutes_value(horizon, report);
    cohort.study.horizon_min = minutes.value_or(0);
    if (minutes && *minutes == 0)
        report.add(horizon->place, "the horizon must lie after the start of treatment");
    fields.close();
}

void check_schema(const toml::Node* schema, const base::Place& otherwise, base::Report& report) {
    if (schema == nullptr) {
        report.add(otherwise, "a cohort file begins with `schema = 1`");
    } else if (toml::whole_number_of(*schema) != 1) {
        report.add(schema->place, "this program reads `schema = 1`");
    }
}

/// A dose under the skin is absorbed as the drug's parameters say, whose defaults are no drug's.
void check_routes(const toml::Node& root, const Cohort& cohort, base::Report& report) {
    for (int a = 0; a < cohort.study.arm_count; ++a)
        for (int r = 0; r < cohort.study.arms[a].regimen_count; ++r) {
            const Regimen& regimen = cohort.study.arms[a].regimens[r];
            if (regimen.infusion_min > 0) continue;
            const std::string& drug = drug_of(cohort, regimen).name;
            for (const char* needed : {"absorption_rate", "bioavailability"})
                if (std::none_of(cohort.notes.begin(), cohort.notes.end(),
                                 [&](const ParameterNote& note) { return note.key == drug + "." + needed; }))
                    report.add(
                        root.find("arm")->children[std::size_t(a)].place,
                        fmt::format("arm `{}` gets {} under the skin: `{}.{}` is needed",
                                    cohort.arms[std::size_t(a)].id, name_of(cohort, regimen), drug, needed));
        }
}

/// "nktr214.release_rate" where a value of it stands in `file`.
std::vector<std::string> parameters_in(const std::string& file, const toml::Node& root,
                                       const std::vector<ParameterNote>& notes) {
    std::vector<std::string> keys;
    for (const ParameterNote& note : notes) {
        const std::size_t dot = note.key.find('.');
        const toml::Node* group = root.find(note.key.substr(0, dot));
        const toml::Node* parameter = group == nullptr ? nullptr : group->find(note.key.substr(dot + 1));
        if (parameter != nullptr &&
            std::any_of(parameter->children.begin(), parameter->children.end(),
                        [&](const toml::Node& value) { return value.place.file == file; }))
            keys.push_back(note.key);
    }
    return keys;
}

/// All but `resolved`. `tables`: what was read beside the cohort file and its includes.
Cohort cohort_without_text(const toml::Node& root, std::vector<toml::InputFile> files,
                           const std::vector<toml::InputFile>& tables, base::Report& report) {
    Cohort cohort;
    const bool includes = files.size() > 1;
    files.insert(files.end(), tables.begin(), tables.end());
    cohort.files = std::move(files);
    toml::Fields top(&root, "the file", root.place, report);
    check_schema(top.find("schema"), root.place, report);
    for (const char* section : {"study", "assessment", "solver", "trial", "drug", "regimen", "arm", "pool",
                                "published", "escalation", "correlation", "design"})
        top.find(section);
    for (const ParameterEntry& entry : parameter_table.entry) top.find(entry.group);
    if (const toml::Node* drugs = root.find("drug"))
        for (const toml::Node& drug : drugs->children) top.find(drug.name);
    top.close();

    read_study(root, cohort, report);
    const toml::Node* scans = read_assessment(root, cohort, report);
    read_solver(root, cohort.study.solver, report);
    read_trial(root, cohort.trial, report);
    const DrugFactsTable drugs = read_drugs(root, report);
    cohort.drugs.clear();
    for (const DrugFacts& one : drugs) cohort.drugs.push_back(one.drug);
    const auto regimens = read_regimens(root, drugs, cohort.study.horizon_min, report);
    read_arms(root, regimens, scans, cohort, report);
    read_pools(root, cohort, report);
    read_published(root, cohort, report);
    read_escalation(root, cohort, report);
    read_parameters(root, drugs, cohort, report);
    read_correlations(root, cohort, report);
    check_routes(root, cohort, report);
    report.throw_if_any();
    cohort.warnings = report.warnings();
    if (includes || !cohort.populations.empty())
        cohort.own_parameters = parameters_in(cohort.files.front().path, root, cohort.notes);
    return cohort;
}

Cohort cohort_of(const toml::Node& root, std::vector<toml::InputFile> files,
                 const std::vector<toml::InputFile>& tables, base::Report& report) {
    Cohort cohort = cohort_without_text(root, std::move(files), tables, report);
    cohort.resolved = resolved_text(without_populations(root), cohort);
    return cohort;
}

}  // namespace

CohortFile::CohortFile(const std::filesystem::path& path) {
    base::Report report;
    document_ = toml::load_document(path, report);
    report.throw_if_any();  // a half-read file would report keys that are not missing
}

CohortFile::CohortFile(const std::filesystem::path& path, const std::string& text) {
    base::Report report;
    document_ = toml::load_document(path, text, report);
    report.throw_if_any();
}

Cohort CohortFile::with(const CohortOverrides& overrides) const {
    base::Report report;
    toml::Node root = document_.root;
    if (overrides.seed) toml::set_integer(root, "study", "seed", *overrides.seed, "--seed");
    if (overrides.patients) toml::set_integer(root, "study", "patients", *overrides.patients, "-n");
    for (const std::string& setting : overrides.set) toml::apply_override(root, setting, report);
    for (const toml::Setting& setting : overrides.point) toml::apply_override(root, setting, report);
    std::vector<toml::InputFile> tables;
    take_event_tables(root, tables, report);
    return cohort_of(root, document_.files, tables, report);
}

std::optional<Design> CohortFile::design(const CohortOverrides& overrides) const {
    base::Report report;
    toml::Node root = document_.root;
    for (const std::string& setting : overrides.set) toml::apply_override(root, setting, report);
    std::vector<std::string> arms;
    for (const ArmDesign& arm : with(overrides).arms) arms.push_back(arm.id);
    std::optional<Design> design = read_design(root, arms, report);
    report.throw_if_any();
    return design;
}

Cohort read_cohort(const std::filesystem::path& path, const CohortOverrides& overrides) {
    return CohortFile(path).with(overrides);
}

Cohort read_resolved(const std::string& toml_text, const std::string& name,
                     const std::vector<toml::Setting>& over) {
    base::Report report;
    toml::Node root = toml::parse_toml(toml_text, name, report);
    report.throw_if_any();
    for (const toml::Setting& setting : over) toml::apply_override(root, setting, report);
    return cohort_of(root, {{name, base::sha256_of(toml_text)}}, {}, report);
}

ResolvedCohort::ResolvedCohort(const std::string& toml_text, const std::string& name)
    : files_{{name, base::sha256_of(toml_text)}} {
    base::Report report;
    root_ = toml::parse_toml(toml_text, name, report);
    report.throw_if_any();
}

Cohort ResolvedCohort::with(const std::vector<toml::Setting>& over) const {
    base::Report report;
    toml::Node root = root_;
    for (const toml::Setting& setting : over) toml::apply_override(root, setting, report);
    return cohort_without_text(root, files_, {}, report);
}

}  // namespace twinarm::cohort
