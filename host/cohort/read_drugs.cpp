// [drug.NAME]: the kinds' own drugs and further ones.
#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "host/base/nearest.hpp"
#include "host/cohort/drug.hpp"
#include "host/toml/fields.hpp"
#include "host/toml/merge.hpp"
#include "host/toml/values.hpp"
#include "kernels/model/parameters.hpp"

namespace twinarm::cohort {
namespace {

constexpr const char* source_meaning = "where the numbers come from, or the word \"assumed\"";

std::optional<double> positive(const toml::Node* node, const char* unit, base::Report& report) {
    const std::optional<double> value = toml::quantity_value(node, unit, report);
    if (!value || *value > 0) return value;
    report.add(node->place, fmt::format("`{}` must be positive, got {} {}", node->name, *value, unit));
    return std::nullopt;
}

std::vector<std::string> names_of(const DrugFactsTable& drugs) {
    std::vector<std::string> names;
    for (const DrugFacts& one : drugs) names.push_back(one.drug.name);
    return names;
}

void refuse_a_label_twice(const DrugFacts& drug, const DrugFactsTable& before, const toml::Node& node,
                          base::Report& report) {
    for (const DrugFacts& other : before)
        if (other.drug.label == drug.drug.label)
            report.add(node.place, fmt::format("two drugs are called \"{}\": give [drug.{}] another label",
                                               drug.drug.label, drug.drug.name));
}

/// The drug of a kind that every cohort has.
DrugFacts read_own(const CohortDrug& own, const toml::Node* node, const DrugFactsTable& before,
                   base::Report& report) {
    const DrugEntry& kind = entry_of(own.kind);
    DrugFacts drug;
    drug.drug = own;
    drug.usual_dose = kind.usual_dose;
    drug.usual_dose_source = kind.usual_dose_source;
    if (node == nullptr) return drug;
    const std::size_t errors = report.size();
    toml::Fields fields(node, fmt::format("[drug.{}]", own.name), node->place, report);
    if (const toml::Node* given = fields.find("kind"))
        if (toml::text_value(given, report).value_or(kind.kind) != kind.kind)
            report.add(given->place, fmt::format("`{}` is of kind {}", own.name, kind.kind));
    drug.drug.label = toml::name_value(fields.find("label"), report).value_or(kind.label);
    if (kind.needs_molar_mass)
        drug.molar_mass = positive(fields.need("molar_mass", "g/mol of the protein"), "g/mol", report);
    if (kind.needs_activity)
        drug.activity = positive(fields.need("activity", "specific activity, MIU/mg"), "IU/mg", report);
    toml::text_value(fields.need("source", source_meaning), report);
    refuse_a_label_twice(drug, before, *node, report);
    fields.close();
    drug.broken = report.size() > errors;
    return drug;
}

/// The name of a further drug is that of a table of its own.
bool can_be_a_name(const std::string& name) {
    const auto letter = [](unsigned char c) { return std::isalnum(c) != 0 || c == '_'; };
    return !name.empty() && std::isalpha(static_cast<unsigned char>(name[0])) != 0 &&
           std::all_of(name.begin(), name.end(), letter) && toml::is_parameter_group(name) &&
           std::none_of(std::begin(parameter_table.entry), std::end(parameter_table.entry),
                        [&](const ParameterEntry& entry) { return name == entry.group; });
}

class FurtherDrugReader {
  public:
    /// `all` is [drug], which `node` is of.
    FurtherDrugReader(const toml::Node& node, const toml::Node& all, const DrugFactsTable& before,
                      base::Report& report)
        : node_(node),
          all_(all),
          before_(before),
          fields_(&node, fmt::format("[drug.{}]", node.name), node.place, report),
          report_(report) {}

    std::optional<DrugFacts> read() {
        const std::size_t errors = report_.size();
        DrugFacts drug;
        drug.drug.name = node_.name;
        drug.place = node_.key;
        if (!can_be_a_name(node_.name))
            report_.add(node_.key,
                        fmt::format("`{}` cannot be the name of a drug: its parameters stand in a table of "
                                    "that name; use letters, digits and _, and no name of another table",
                                    node_.name));
        const std::optional<Drug> kind = read_kind();
        if (!kind) return std::nullopt;
        drug.drug.kind = *kind;
        const DrugEntry& entry = entry_of(*kind);
        drug.drug.label = toml::name_value(fields_.find("label"), report_).value_or(node_.name);
        read_like(drug);
        if (entry.needs_molar_mass)
            if (const auto given = positive(fields_.find("molar_mass"), "g/mol", report_))
                drug.molar_mass = given;
        if (entry.needs_activity)
            if (const auto given = positive(fields_.find("activity"), "IU/mg", report_))
                drug.activity = given;
        toml::text_value(fields_.need("source", source_meaning), report_);
        read_usual_dose(drug);
        refuse_a_label_twice(drug, before_, node_, report_);
        fields_.close();
        drug.broken = report_.size() > errors;
        return drug;
    }

  private:
    std::optional<Drug> read_kind() {
        const toml::Node* node = fields_.find("kind");
        if (node == nullptr) {
            const std::vector<std::string> known = names_of(before_);
            report_.add(node_.key,
                        fmt::format("no such drug `{}`{}: a further one needs `kind`, {}", node_.name,
                                    base::did_you_mean(node_.name, known), base::one_of(kind_names())));
            for (const toml::Node& key : node_.children) fields_.find(key.name);
            fields_.close();
            return std::nullopt;
        }
        const std::optional<int> kind = toml::choice_value(node, kind_names(), report_);
        return kind ? std::optional(Drug(*kind)) : std::nullopt;
    }

    /// Facts and parameters that it does not give are those of this drug.
    void read_like(DrugFacts& drug) {
        const toml::Node* node = fields_.find("like");
        if (node == nullptr) return;
        const std::string name = node->is_text() ? node->text : "";
        const bool is_later = std::none_of(before_.begin(), before_.end(),
                                           [&](const DrugFacts& one) { return one.drug.name == name; });
        if (is_later && all_.find(name) != nullptr) {
            report_.add(node->place,
                        name == node_.name
                            ? fmt::format("drug `{}` is like itself", name)
                            : fmt::format("`{}` is read after `{}`, or has an error: a drug is like one that "
                                          "stands before it, included files first",
                                          name, node_.name));
            return;
        }
        const DrugFacts* other = find_drug(node, before_, report_);
        if (other == nullptr) return;
        if (other->drug.kind != drug.drug.kind) {
            report_.add(node->place, fmt::format("`{}` is of kind {}, `{}` of kind {}", other->drug.name,
                                                 entry_of(other->drug.kind).kind, drug.drug.name,
                                                 entry_of(drug.drug.kind).kind));
            return;
        }
        drug.like = other->drug.name;
        drug.molar_mass = other->molar_mass;
        drug.activity = other->activity;
    }

    void read_usual_dose(DrugFacts& drug) {
        const toml::Node* node = fields_.find("usual_dose");
        if (!read_dose(node, drug, report_)) return;
        drug.usual_dose = node->text;
        drug.usual_dose_source = "[drug." + drug.drug.name + "]";
    }

    const toml::Node &node_, &all_;
    const DrugFactsTable& before_;
    toml::Fields fields_;
    base::Report& report_;
};

/// Gives each further drug its place in Population.
void place_parameters(DrugFactsTable& drugs, base::Report& report) {
    int next = parameter_count;
    for (DrugFacts& drug : drugs) {
        if (&drug - drugs.data() < drug_count) continue;
        const int count = parameters_of(drug.drug.kind).count;
        if (next + count > parameter_count + max_further_parameters)
            return report.add(
                drug.place,
                fmt::format("the drugs of this file have more than {} parameters: leave out those "
                            "that no arm gives",
                            max_further_parameters));
        drug.drug.marginals = next;
        next += count;
    }
}

}  // namespace

const DrugFacts* find_drug(const toml::Node* node, const DrugFactsTable& drugs, base::Report& report) {
    const std::optional<std::string> name = toml::text_value(node, report);
    if (!name) return nullptr;
    for (const DrugFacts& one : drugs)
        if (one.drug.name == *name) return &one;
    const std::vector<std::string> known = names_of(drugs);
    report.add(node->place,
               fmt::format("no such drug `{}`{}: known are {}; another one is written as [drug.{}]", *name,
                           base::did_you_mean(*name, known), base::one_of(known), *name));
    return nullptr;
}

DrugFactsTable read_drugs(const toml::Node& root, base::Report& report) {
    DrugFactsTable table;
    const toml::Node* all = root.find("drug");
    toml::Fields drugs(all, "[drug]", root.place, report);
    for (const CohortDrug& own : own_drugs())
        table.push_back(read_own(own, drugs.find(own.name), table, report));
    if (all != nullptr)
        for (const toml::Node& node : all->children) {
            if (drugs.find(node.name) == nullptr ||
                std::any_of(table.begin(), table.begin() + drug_count,
                            [&](const DrugFacts& one) { return one.drug.name == node.name; }))
                continue;
            if (const auto further = FurtherDrugReader(node, *all, table, report).read())
                table.push_back(*further);
        }
    drugs.close();
    place_parameters(table, report);
    return table;
}

}  // namespace twinarm::cohort
