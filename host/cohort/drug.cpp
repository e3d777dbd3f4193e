// Doses: IU to mg to nmol.
#include "host/cohort/drug.hpp"

#include <fmt/format.h>

#include <cmath>

#include "host/cohort/drug_kinds.hpp"
#include "host/toml/units.hpp"
#include "host/toml/values.hpp"

namespace twinarm::cohort {

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
constexpr double reference_surface_m2 = 2;  // at that weight, of a height of 180 cm (Mosteller)

}  // namespace

std::optional<Dose> read_dose(const toml::Node* node, const DrugFacts& drug, base::Report& report) {
    if (node == nullptr) return std::nullopt;
    const std::string& name = drug.drug.name;
    const DrugEntry& kind = entry_of(drug.drug.kind);
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
    const auto without = [&](const std::string& suffix) {
        if (!dimension.ends_with(suffix)) return false;
        dimension.resize(dimension.size() - suffix.size());
        return true;
    };
    const bool per_kg = without(" per body weight"), per_m2 = without(" per body surface");
    const std::string per = per_kg ? "/kg" : per_m2 ? "/m2" : "";
    const auto in = [&](const char* native) {
        return toml::converted(quantity->value, *unit, *toml::find_unit(native + per));
    };
    const auto dose_of = [&](double amount) -> std::optional<Dose> {
        if (quantity->value == 0) return Dose{0, per_kg, per_m2};  // also of -0
        if (amount > 0 && std::isfinite(amount)) return Dose{amount, per_kg, per_m2};
        report.add(node->place, fmt::format("\"{}\" is {} {}: too small or too large", node->text, amount,
                                            amount_unit_of(kind.drug)));
        return std::nullopt;
    };

    const char* native = amount_unit_of(kind.drug);
    if (dimension == toml::find_unit(native)->dimension) return dose_of(in(native));
    if ((dimension == "mass" && kind.needs_molar_mass) || (dimension == "activity" && kind.needs_activity)) {
        if (drug.broken) return std::nullopt;
        if (!drug.molar_mass || (dimension == "activity" && !drug.activity)) {
            report.add(node->place,
                       fmt::format("[drug.{}] must give {} to turn {} into nmol", name,
                                   dimension == "mass" ? "`molar_mass`" : "`molar_mass` and `activity`",
                                   quantity->unit));
            return std::nullopt;
        }
        const double mg = dimension == "mass" ? in("mg") : in("IU") / *drug.activity;
        return dose_of(mg * 1e6 / *drug.molar_mass);  // 1 mg = 1e6 nmol g/mol
    }
    report.add(node->place, fmt::format("expected {} for {}, got {}", wanted, name, quantity->unit));
    return std::nullopt;
}

void warn_of_unusual_dose(const toml::Node& node, const Dose& dose, const DrugFacts& drug,
                          base::Report& report) {
    if (drug.usual_dose.empty()) return;
    toml::Node text;
    text.kind = toml::Node::Kind::text;
    text.text = drug.usual_dose;
    base::Report silent;
    const std::optional<Dose> usual = read_dose(&text, drug, silent);
    if (!usual || dose.amount == 0) return;
    const auto in_a_patient = [](const Dose& of) {
        return of.amount * (of.per_kg ? reference_weight_kg : of.per_m2 ? reference_surface_m2 : 1);
    };
    const bool alike = dose.per_kg == usual->per_kg && dose.per_m2 == usual->per_m2;
    const double ratio = alike ? dose.amount / usual->amount : in_a_patient(dose) / in_a_patient(*usual);
    constexpr double rounding = 1e-9;  // of the conversion: 10 times is 10 times
    if (ratio < 10 * (1 - rounding) && ratio > 0.01 * (1 + rounding)) return;
    const std::string own_label = entry_of(drug.drug.kind).label;
    const bool is_own = drug.drug.marginals == 0, of_surface = dose.per_m2 || usual->per_m2;
    report.warn(
        node.place,
        fmt::format(
            "\"{}\" is {:.3g} times the usual dose of {}, {} ({}){}{}", node.text, ratio,
            is_own ? own_label : drug.drug.label, drug.usual_dose, drug.usual_dose_source,
            alike ? ""
            : of_surface
                ? fmt::format(", in a patient of {} kg and {} m2", reference_weight_kg, reference_surface_m2)
                : fmt::format(", in a patient of {} kg", reference_weight_kg),
            is_own && drug.drug.label != own_label ? ": " + drug.drug.label + " is of this kind" : ""));
}

}  // namespace twinarm::cohort
