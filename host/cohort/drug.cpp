// Doses: IU to mg to nmol.
#include "host/cohort/drug.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "host/base/nearest.hpp"
#include "host/cohort/drug_kinds.hpp"
#include "host/toml/fields.hpp"
#include "host/toml/units.hpp"
#include "host/toml/values.hpp"

namespace twinarm::cohort {

const std::vector<std::string>& drug_names() {
    static const std::vector<std::string> names = [] {
        std::vector<std::string> keys;
        for (int d = 0; d < drug_count; ++d) keys.push_back(key_of(Drug(d)));
        return keys;
    }();
    return names;
}

namespace {

std::optional<double> positive(const toml::Node* node, const char* unit, base::Report& report) {
    const std::optional<double> value = toml::quantity_value(node, unit, report);
    if (!value || *value > 0) return value;
    report.add(node->place, fmt::format("`{}` must be positive, got {} {}", node->name, *value, unit));
    return std::nullopt;
}

std::string no_such_kind_message(const std::string& name) {
    return fmt::format(
        "no such kind of drug `{}`{}: known are {}; `label` in [drug.KIND] gives one another name", name,
        base::did_you_mean(name, drug_names()), base::one_of(drug_names()));
}

}  // namespace

std::optional<Drug> drug_kind(const toml::Node* node, base::Report& report) {
    const std::optional<std::string> name = toml::text_value(node, report);
    if (!name) return std::nullopt;
    for (int d = 0; d < drug_count; ++d)
        if (drug_names()[std::size_t(d)] == *name) return Drug(d);
    report.add(node->place, no_such_kind_message(*name));
    return std::nullopt;
}

DrugFactsTable read_drugs(const toml::Node& root, base::Report& report) {
    DrugFactsTable table;
    const toml::Node* all = root.find("drug");
    toml::Fields drugs(all, "[drug]", root.place, report);
    for (int d = 0; d < drug_count; ++d) {
        const std::string& name = drug_names()[std::size_t(d)];
        const DrugEntry& kind = entry_of(Drug(d));
        table[std::size_t(d)].label = kind.label;
        const toml::Node* node = drugs.find(name);
        if (node == nullptr) continue;
        const std::size_t before = report.size();
        toml::Fields fields(node, fmt::format("[drug.{}]", name), root.place, report);
        table[std::size_t(d)].label = toml::name_value(fields.find("label"), report).value_or(kind.label);
        if (kind.needs_molar_mass)
            table[std::size_t(d)].molar_mass =
                positive(fields.need("molar_mass", "g/mol of the protein"), "g/mol", report);
        if (kind.needs_activity)
            table[std::size_t(d)].activity =
                positive(fields.need("activity", "specific activity, MIU/mg"), "IU/mg", report);
        toml::text_value(fields.need("source", "where the numbers come from, or the word \"assumed\""),
                         report);
        for (int other = 0; other < d; ++other)
            if (table[std::size_t(other)].label == table[std::size_t(d)].label)
                report.add(node->place,
                           fmt::format("two drugs are called \"{}\": give [drug.{}] another label",
                                       table[std::size_t(d)].label, name));
        fields.close();
        table[std::size_t(d)].broken = report.size() > before;
    }
    if (all != nullptr)
        for (const toml::Node& node : all->children)
            if (std::find(drug_names().begin(), drug_names().end(), node.name) == drug_names().end()) {
                drugs.find(node.name);
                report.add(node.key, no_such_kind_message(node.name));
            }
    drugs.close();
    return table;
}

namespace {

/// Units that a dose of this kind may be written in.
std::vector<std::string> units_of_doses(const DrugEntry& kind) {
    std::vector<std::string> units;
    for (const toml::Unit& unit : toml::unit_table()) {
        const std::string dimension = unit.dimension;
        const auto is = [&](const char* word) { return dimension.starts_with(word); };
        const bool taken = is(toml::find_unit(amount_unit_of(kind.drug))->dimension) ||
                           (kind.needs_molar_mass && is("mass")) || (kind.needs_activity && is("activity"));
        if (taken && !is("mass concentration")) units.emplace_back(unit.text);
    }
    return units;
}

constexpr double reference_weight_kg = 80;  // cohorts/drugs/*.toml: reference_weight

}  // namespace

std::optional<Dose> read_dose(const toml::Node* node, Drug drug, const DrugFacts& facts,
                              base::Report& report) {
    if (node == nullptr) return std::nullopt;
    const std::string& name = drug_names()[std::size_t(drug)];
    const DrugEntry& kind = entry_of(drug);
    const char* wanted = kind.dose_units;
    if (node->is_number() && node->number() == 0) return Dose{0, false};  // none in any unit
    const auto quantity = node->is_text() ? toml::parse_quantity(node->text) : std::nullopt;
    const toml::Unit* unit = quantity ? toml::find_unit(quantity->unit) : nullptr;
    if (unit == nullptr) {
        report.add(node->place,
                   quantity && !quantity->unit.empty()
                       ? toml::unknown_unit_message(node->text, quantity->unit, wanted, units_of_doses(kind))
                       : fmt::format("a dose is a text with its unit, for {} in {}", name, wanted));
        return std::nullopt;
    }
    // "nan" and "inf" are numbers to the parser.
    if (!(quantity->value >= 0) || !std::isfinite(quantity->value)) {
        report.add(node->place,
                   fmt::format("a dose must be finite and not negative, got \"{}\"", node->text));
        return std::nullopt;
    }
    std::string dimension = unit->dimension;
    const std::string suffix = " per body weight";
    const bool per_kg = dimension.ends_with(suffix);
    if (per_kg) dimension.resize(dimension.size() - suffix.size());
    const auto in = [&](const char* native) {
        return toml::converted(quantity->value, *unit,
                               *toml::find_unit(per_kg ? std::string(native) + "/kg" : native));
    };
    const auto dose_of = [&](double amount) -> std::optional<Dose> {
        if (quantity->value == 0) return Dose{0, per_kg};  // also of -0
        if (amount > 0 && std::isfinite(amount)) return Dose{amount, per_kg};
        report.add(node->place, fmt::format("\"{}\" is {} {}: too small or too large", node->text, amount,
                                            amount_unit_of(drug)));
        return std::nullopt;
    };

    const char* native = amount_unit_of(drug);
    if (dimension == toml::find_unit(native)->dimension) return dose_of(in(native));
    if ((dimension == "mass" && kind.needs_molar_mass) || (dimension == "activity" && kind.needs_activity)) {
        if (facts.broken) return std::nullopt;
        if (!facts.molar_mass || (dimension == "activity" && !facts.activity)) {
            report.add(node->place,
                       fmt::format("[drug.{}] must give {} to turn {} into nmol", name,
                                   dimension == "mass" ? "`molar_mass`" : "`molar_mass` and `activity`",
                                   quantity->unit));
            return std::nullopt;
        }
        const double mg = dimension == "mass" ? in("mg") : in("IU") / *facts.activity;
        return dose_of(mg * 1e6 / *facts.molar_mass);  // 1 mg = 1e6 nmol g/mol
    }
    report.add(node->place, fmt::format("expected {} for {}, got {}", wanted, name, quantity->unit));
    return std::nullopt;
}

void warn_of_unusual_dose(const toml::Node& node, const Dose& dose, Drug drug, const DrugFacts& facts,
                          base::Report& report) {
    const DrugEntry& kind = entry_of(drug);
    toml::Node text;
    text.kind = toml::Node::Kind::text;
    text.text = kind.usual_dose;
    base::Report silent;
    const std::optional<Dose> usual = read_dose(&text, drug, facts, silent);
    if (!usual || dose.amount == 0) return;
    const double ratio = dose.amount / (usual->amount * (dose.per_kg ? 1 : reference_weight_kg));
    constexpr double rounding = 1e-9;  // of the conversion: 10 times is 10 times
    if (ratio < 10 * (1 - rounding) && ratio > 0.01 * (1 + rounding)) return;
    report.warn(node.place,
                fmt::format("\"{}\" is {:.3g} times the usual dose of {}, {} ({}){}{}", node.text, ratio,
                            kind.label, kind.usual_dose, kind.usual_dose_source,
                            dose.per_kg ? "" : fmt::format(", in a patient of {} kg", reference_weight_kg),
                            facts.label == kind.label ? "" : ": " + facts.label + " is of this kind"));
}

}  // namespace twinarm::cohort
