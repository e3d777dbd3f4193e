// [design], [[design.vary]] and [[design.constraint]].
#include "host/cohort/read_design.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "host/base/nearest.hpp"
#include "host/cohort/resolved.hpp"
#include "host/toml/fields.hpp"
#include "host/toml/units.hpp"
#include "host/toml/values.hpp"

namespace twinarm::cohort {
namespace {

constexpr std::int64_t most_evaluations = 100000;
constexpr double most_months = 1200;
constexpr std::size_t most_varied = 12, most_constraints = 16;

std::vector<std::string> column_words() {
    std::vector<std::string> words;
    for (const ArmColumnName& column : arm_column_names) words.push_back(column.name);
    return words;
}

std::optional<std::size_t> column_of(const std::string& name, const base::Place& place,
                                     base::Report& report) {
    const std::vector<std::string> words = column_words();
    const auto found = std::find(words.begin(), words.end(), name);
    if (found != words.end()) return std::size_t(found - words.begin());
    report.add(place, fmt::format("no such column `{}`{}: {}", name, base::did_you_mean(name, words),
                                  base::one_of(words)));
    return std::nullopt;
}

std::optional<std::size_t> column_value(const toml::Node* node, base::Report& report) {
    const auto name = toml::text_value(node, report);
    return name ? column_of(*name, node->place, report) : std::nullopt;
}

/// A share of the populations, above 0 and below 1.
std::optional<double> populations_share(const toml::Node* node, base::Report& report) {
    const auto share = toml::number_value(node, report, 0, 1);
    if (!share || (*share > 0 && *share < 1)) return share;
    report.add(node->place, "a share of the populations lies above 0 and below 1, as in 0.9");
    return std::nullopt;
}

const std::vector<toml::Node>& tables(const toml::Node* list, const char* name, base::Report& report) {
    static const std::vector<toml::Node> none;
    if (list == nullptr) return none;
    const bool good = list->is_array() && std::all_of(list->children.begin(), list->children.end(),
                                                      [](const toml::Node& one) { return one.is_table(); });
    if (good) return list->children;
    report.add(list->place, fmt::format("`{0}` is a list of tables: write [[design.{0}]]", name));
    return none;
}

struct End {
    double value;
    std::string unit;
    const toml::Unit* known;
};

std::optional<End> end_of(const toml::Node* node, base::Report& report) {
    if (node == nullptr) return std::nullopt;
    if (node->is_number()) return End{node->number(), "", nullptr};
    const auto quantity = node->is_text() ? toml::parse_quantity(node->text) : std::nullopt;
    if (!quantity) {
        report.add(node->place, "expected a number, or a number and its unit, as in \"0.006 mg/kg\"");
        return std::nullopt;
    }
    const toml::Unit* unit = toml::find_unit(quantity->unit);
    if (unit == nullptr && !quantity->unit.empty()) {
        report.add(node->place, toml::unknown_unit_message(node->text, quantity->unit, "", {}));
        return std::nullopt;
    }
    return End{quantity->value, quantity->unit, unit};
}

void read_range(toml::Fields& fields, DesignVary& vary, base::Report& report) {
    const toml::Node* low_node =
        fields.need("low", "least value, as in \"0.001 mg/kg\"; or `values`, a list");
    const toml::Node* high_node = fields.need("high", "highest value");
    const auto low = end_of(low_node, report), high = end_of(high_node, report);
    const toml::Node* scale = fields.find("scale");
    vary.logarithmic = toml::choice_value(scale, {"lin", "log"}, report).value_or(0) == 1;
    if (!low || !high) return;
    const bool alike =
        (low->known == nullptr) == (high->known == nullptr) &&
        (low->known == nullptr || std::string_view(low->known->dimension) == high->known->dimension);
    if (!alike) {
        report.add(high_node->place, "`high` has another kind of unit than `low`");
        return;
    }
    vary.low = low->value;
    vary.high = low->known == nullptr ? high->value : toml::converted(high->value, *high->known, *low->known);
    vary.unit = low->unit;
    if (!(vary.low < vary.high)) report.add(high_node->place, "`high` must be above `low`");
    if (vary.logarithmic && !(vary.low > 0))
        report.add(low_node->place, "on a logarithmic scale `low` must be above 0");
}

DesignVary read_vary(const toml::Node& node, base::Report& report) {
    toml::Fields fields(&node, "[[design.vary]]", node.place, report);
    DesignVary vary;
    const toml::Node* path = fields.need("path", "what is varied, as --set takes it");
    vary.path = toml::text_value(path, report).value_or("");
    vary.place = path == nullptr ? node.place : path->place;
    for (const char* fixed : {"study.seed", "study.patients", "study.populations", "design", "include"})
        if (vary.path == fixed || vary.path.starts_with(std::string(fixed) + "."))
            report.add(
                vary.place,
                fmt::format("`{}` cannot be varied: every trial point has the same patients", vary.path));
    if (const toml::Node* values = fields.find("values")) {
        for (const char* key : {"low", "high", "scale"})
            if (const toml::Node* other = fields.find(key))
                report.add(other->key, fmt::format("`{}` beside `values`: give a range or a list", key));
        if (!values->is_array() || values->children.size() < 2)
            report.add(values->place, "`values` is a list of two values or more, as in [\"14 d\", \"21 d\"]");
        else
            for (const toml::Node& value : values->children) {
                vary.values.push_back(value.is_text() ? value.text : value_text(value));
                if (std::count(vary.values.begin(), vary.values.end(), vary.values.back()) > 1)
                    report.add(value.place, "stands twice in the list");
            }
    } else {
        read_range(fields, vary, report);
    }
    fields.close();
    return vary;
}

std::optional<DesignConstraint> read_constraint(const toml::Node& node, base::Report& report) {
    toml::Fields fields(&node, "[[design.constraint]]", node.place, report);
    DesignConstraint constraint;
    const auto column = column_value(fields.need("column", base::one_of(column_words())), report);
    constraint.column = column.value_or(0);
    const toml::Node *most = fields.find("at_most"), *least = fields.find("at_least");
    if ((most == nullptr) == (least == nullptr))
        report.add(node.place, "[[design.constraint]] needs `at_most` or `at_least`, one of the two");
    constraint.at_most = most != nullptr;
    const toml::Node* limit = most != nullptr ? most : least;
    if (arm_column_names[constraint.column].is_share) {
        constraint.limit = toml::quantity_value(limit, "1", report).value_or(0);
        if (constraint.limit < 0 || constraint.limit > 1)
            report.add(limit->place, "a share lies from 0 to 1, or from \"0 %\" to \"100 %\"");
    } else {
        constraint.limit = toml::number_value(limit, report, 0, most_months).value_or(0);
    }
    constraint.holds_in = populations_share(fields.find("holds_in"), report);
    fields.close();
    return column ? std::optional(constraint) : std::nullopt;
}

void read_objective(toml::Fields& fields, Design& design, base::Report& report) {
    const toml::Node *maximise = fields.find("maximise"), *minimise = fields.find("minimise");
    if ((maximise == nullptr) == (minimise == nullptr)) {
        report.add(fields.place(),
                   "[design] needs `maximise` or `minimise`, one of the two, as in maximise = \"orr\"");
        return;
    }
    design.maximise = maximise != nullptr;
    const toml::Node* wanted = maximise != nullptr ? maximise : minimise;
    if (!wanted->is_table()) {
        if (const auto column = column_value(wanted, report)) design.objective.push_back({*column, 1});
        return;
    }
    if (wanted->children.empty()) report.add(wanted->place, "a utility needs at least one column");
    for (const toml::Node& term : wanted->children) {
        const auto column = column_of(term.name, term.key, report);
        const auto weight = toml::number_value(&term, report, -1e6, 1e6);
        if (column && weight) design.objective.push_back({*column, *weight});
    }
}

}  // namespace

std::optional<Design> read_design(const toml::Node& root, const std::vector<std::string>& arms,
                                  base::Report& report) {
    const toml::Node* node = root.find("design");
    if (node == nullptr) return std::nullopt;
    toml::Fields fields(node, "[design]", root.place, report);
    Design design;
    const toml::Node* arm = fields.need("arm", "id of the arm that is optimised");
    design.arm = toml::text_value(arm, report).value_or("");
    if (arm != nullptr && arm->is_text() && std::find(arms.begin(), arms.end(), design.arm) == arms.end())
        report.add(arm->place,
                   fmt::format("no such arm `{}`{}", design.arm, base::did_you_mean(design.arm, arms)));
    read_objective(fields, design, report);
    design.holds_in = populations_share(fields.find("holds_in"), report);
    const toml::Node* evaluations = fields.find("evaluations");
    design.evaluations = std::uint64_t(toml::integer_value(evaluations, report, 4, most_evaluations)
                                           .value_or(std::int64_t(design.evaluations)));
    if (const auto patients = toml::integer_value(fields.find("patients"), report, 1))
        design.patients = std::uint64_t(*patients);
    const toml::Node *vary = fields.need("vary", "what is varied: [[design.vary]]"),
                     *constraints = fields.find("constraint"), *against = fields.find("against");
    for (const toml::Node& one : tables(vary, "vary", report)) {
        design.vary.push_back(read_vary(one, report));
        for (std::size_t i = 0; i + 1 < design.vary.size(); ++i)
            if (design.vary[i].path == design.vary.back().path && !design.vary[i].path.empty())
                report.add(design.vary.back().place,
                           fmt::format("`{}` is varied twice", design.vary[i].path));
    }
    for (const toml::Node& one : tables(constraints, "constraint", report))
        if (const auto constraint = read_constraint(one, report)) design.constraints.push_back(*constraint);
    if (design.vary.size() > most_varied)
        report.add(vary->place,
                   fmt::format("{} varied values: the limit is {}", design.vary.size(), most_varied));
    if (design.constraints.size() > most_constraints)
        report.add(constraints->place, fmt::format("{} constraints: the limit is {}",
                                                   design.constraints.size(), most_constraints));
    if (!design.constraints.empty()) design.against = design.constraints.front().column;
    design.against = column_value(against, report).value_or(design.against);
    const bool ranges = std::any_of(design.vary.begin(), design.vary.end(),
                                    [](const DesignVary& one) { return !one.is_list(); });
    const std::uint64_t least = design.combinations() * (ranges ? 4 : 1);
    if (design.evaluations < least)
        report.add(evaluations != nullptr ? evaluations->place : node->place,
                   fmt::format("the lists have {} combinations: `evaluations` must be at least {}",
                               design.combinations(), least));
    fields.close();
    return design;
}

}  // namespace twinarm::cohort
