// Checks of single values.
#include "host/toml/values.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

#include "host/base/csv_line.hpp"
#include "host/base/nearest.hpp"
#include "host/base/number_text.hpp"
#include "host/base/plain_text.hpp"
#include "host/toml/units.hpp"

namespace twinarm::toml {
namespace {

std::string got(const Node& node) {
    switch (node.kind) {
        case Node::Kind::text:
            return fmt::format("got \"{}\"", node.text);
        case Node::Kind::integer:
            return fmt::format("got {}", node.integer);
        case Node::Kind::real:
            return fmt::format("got {}", node.real);
        default:
            return fmt::format("got {}", name_of(node.kind));
    }
}

/// "min, h, d, wk, month or year".
std::string list_of(const std::vector<std::string>& units) {
    std::string text;
    for (std::size_t i = 0; i < units.size(); ++i)
        text += (i == 0 ? "" : i + 1 == units.size() ? " or " : ", ") + units[i];
    return text;
}

}  // namespace

std::optional<std::int64_t> whole_number_of(const Node& node) {
    if (node.kind == Node::Kind::integer) return node.integer;
    if (node.kind != Node::Kind::real || !(std::abs(node.real) <= double(base::largest_exact_number)) ||
        node.real != std::trunc(node.real))
        return std::nullopt;
    return std::int64_t(node.real);
}

std::optional<std::string> text_value(const Node* node, base::Report& report) {
    if (node == nullptr) return std::nullopt;
    if (node->is_text() && !base::is_line_of_text(node->text)) {
        // It becomes a line of a table, a comment or a CSV row.
        report.add(node->place, "expected a text of one line, without control characters");
        return std::nullopt;
    }
    if (node->is_text() && !node->text.empty()) return node->text;
    report.add(node->place,
               fmt::format("expected a text, {}{}", node->is_text() ? "got an empty one" : got(*node),
                           node->is_number() ? "; in quotes (\"...\") it is one" : ""));
    return std::nullopt;
}

std::optional<std::string> name_value(const Node* node, base::Report& report) {
    std::optional<std::string> name = text_value(node, report);
    if (!name || !base::begins_as_formula(*name)) return name;
    report.add(node->place, formula_message(*name));
    return std::nullopt;
}

std::string formula_message(const std::string& name) {
    return fmt::format("`{}` begins as a formula, which a spreadsheet would compute: begin with another sign",
                       name);
}

std::optional<bool> boolean_value(const Node* node, base::Report& report) {
    if (node == nullptr) return std::nullopt;
    if (node->kind == Node::Kind::boolean) return node->boolean;
    report.add(node->place, fmt::format("expected true or false, {}", got(*node)));
    return std::nullopt;
}

std::optional<std::int64_t> integer_value(const Node* node, base::Report& report, std::int64_t lowest,
                                          std::int64_t highest) {
    if (node == nullptr) return std::nullopt;
    const std::optional<std::int64_t> whole = whole_number_of(*node);
    if (!whole) {
        const std::string comma = node->is_text() ? base::separator_message(node->text, true) : "";
        const bool large = node->kind == Node::Kind::real && std::abs(node->real) < 1e19 &&
                           node->real == std::trunc(node->real);
        report.add(node->place,
                   !comma.empty() ? comma
                   : large        ? fmt::format("write this whole number with all its digits, {}", got(*node))
                                  : fmt::format("expected a whole number, {}", got(*node)));
    } else if (*whole < lowest) {
        report.add(node->place, fmt::format("{} is too small: the least is {}", *whole, lowest));
    } else if (*whole > highest) {
        report.add(node->place, fmt::format("{} is too large: the limit is {}", *whole, highest));
    } else {
        return whole;
    }
    return std::nullopt;
}

std::optional<std::uint64_t> unsigned_value(const Node* node, base::Report& report) {
    if (node == nullptr || !node->is_text()) {
        const auto plain = integer_value(node, report);
        return plain ? std::optional<std::uint64_t>(std::uint64_t(*plain)) : std::nullopt;
    }
    std::uint64_t value = 0;
    const char* last = node->text.data() + node->text.size();
    const auto [end, error] = std::from_chars(node->text.data(), last, value);
    if (error == std::errc() && end == last) return value;
    const std::string comma = base::separator_message(node->text, true);
    report.add(node->place, comma.empty()
                                ? fmt::format("expected a whole number from 0 to 2^64 - 1, {}", got(*node))
                                : comma);
    return std::nullopt;
}

std::string unknown_unit_message(const std::string& text, const std::string& unit, const std::string& wanted,
                                 const std::vector<std::string>& suggested) {
    const std::string separator = base::separator_message(text);
    if (!separator.empty()) return separator;
    return fmt::format("unknown unit `{}`, expected {}{}", unit, wanted, base::did_you_mean(unit, suggested));
}

std::optional<double> quantity_value(const Node* node, std::string_view unit, base::Report& report) {
    if (node == nullptr) return std::nullopt;
    const Unit& to = *find_unit(unit);
    const bool plain = to.dimension == find_unit("1")->dimension;
    const auto wanted = [&] { return plain ? "a plain number" : list_of(units_like(to)); };
    Quantity quantity{0, {}};
    if (node->is_number()) {
        quantity.value = node->number();
    } else if (const auto parsed = node->is_text() ? parse_quantity(node->text) : std::nullopt) {
        quantity = *parsed;
    } else {
        report.add(node->place,
                   plain ? fmt::format("expected a plain number, {}", got(*node))
                         : fmt::format("expected a number with its unit ({}), {}", wanted(), got(*node)));
        return std::nullopt;
    }
    if (!std::isfinite(quantity.value)) {
        report.add(node->place, fmt::format("expected a finite number, {}", got(*node)));
        return std::nullopt;
    }
    if (quantity.unit.empty()) {
        if (plain) return quantity.value;
        report.add(node->place, fmt::format("{} has no unit: expected {}", quantity.value, wanted()));
        return std::nullopt;
    }
    const Unit* from = find_unit(quantity.unit);
    if (from == nullptr) {
        report.add(node->place, unknown_unit_message(node->text, quantity.unit, wanted(), units_like(to)));
        return std::nullopt;
    }
    if (std::string_view(from->dimension) != to.dimension) {
        report.add(node->place, fmt::format("expected {}, got {}", wanted(), quantity.unit));
        return std::nullopt;
    }
    const double value = converted(quantity.value, *from, to);
    if (std::isfinite(value)) return value;
    report.add(node->place, fmt::format("too large a number: {} in {}", got(*node), unit));
    return std::nullopt;
}

std::optional<double> number_value(const Node* node, base::Report& report, double lowest, double highest) {
    const std::optional<double> value = quantity_value(node, "1", report);
    if (!value) return std::nullopt;
    if (*value >= lowest && *value <= highest) return value;
    report.add(node->place, std::isinf(highest)
                                ? fmt::format("{} is too small: the least is {}", *value, lowest)
                                : fmt::format("{} is not between {} and {}", *value, lowest, highest));
    return std::nullopt;
}

std::optional<std::int32_t> minutes_value(const Node* node, base::Report& report) {
    const std::optional<double> minutes = quantity_value(node, "min", report);
    if (!minutes) return std::nullopt;
    constexpr double longest = 200 * 525960.0;  // 200 years: sums of several stay inside 32 bits
    const double whole = std::round(*minutes);
    if (*minutes < 0) {
        report.add(node->place, fmt::format("a time cannot be negative, {}", got(*node)));
    } else if (*minutes > longest) {
        report.add(node->place, fmt::format("a time of more than 200 years, {}", got(*node)));
    } else if (std::abs(*minutes - whole) > 1e-9 * (1 + whole)) {
        report.add(node->place, fmt::format("times are whole minutes, {} = {} min", got(*node), *minutes));
    } else {
        return std::int32_t(whole);
    }
    return std::nullopt;
}

std::optional<int> choice_value(const Node* node, const std::vector<std::string>& words,
                                base::Report& report) {
    const std::optional<std::string> word = text_value(node, report);
    if (!word) return std::nullopt;
    for (std::size_t i = 0; i < words.size(); ++i)
        if (words[i] == *word) return int(i);
    report.add(node->place, fmt::format("expected {}, got `{}`{}", base::one_of(words), *word,
                                        base::did_you_mean(*word, words)));
    return std::nullopt;
}

}  // namespace twinarm::toml
