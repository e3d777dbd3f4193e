// Overrides as edits of the tree.
#include "host/toml/override.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <limits>
#include <sstream>

#include "host/base/nearest.hpp"

namespace twinarm::toml {
namespace {

constexpr std::size_t longest_path = 10;  ///< names; the format has at most 5

void place_all(Node& node, const base::Place& place) {
    node.key = node.place = place;
    for (Node& child : node.children) place_all(child, place);
}

std::string trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos) return {};
    return std::string(text.substr(first, text.find_last_not_of(" \t") - first + 1));
}

/// A TOML value where the text is one, else the text itself.
Node value_of(const std::string& text, const base::Place& place, base::Report& report) {
    base::Report silent;
    Node table = parse_toml("value = " + text + "\n", place.file, silent);
    Node value;
    if (silent.empty() && table.children.size() == 1) {
        value = std::move(table.children.front());
    } else {
        if (text.empty() || std::string("{[\"'").find(text[0]) != std::string::npos)
            report.add(place, fmt::format("`{}` is not a TOML value", text));
        value.kind = Node::Kind::text;
        value.text = text;
    }
    place_all(value, place);
    return value;
}

std::vector<std::string> segments_of(const std::string& path) {
    std::vector<std::string> segments;
    std::istringstream stream(path + ".");
    for (std::string segment; std::getline(stream, segment, '.');) segments.push_back(trimmed(segment));
    return segments;
}

/// Element of a list by its id or its number; null, with a diagnostic, where there is none.
Node* element(Node& list, const std::string& segment, const base::Place& place, base::Report& report) {
    std::vector<std::string> ids;
    for (Node& one : list.children) {
        const Node* id = one.find("id");
        if (id == nullptr) continue;
        if (id->text == segment) return &one;
        ids.push_back(id->text);
    }
    std::size_t index = 0;
    const auto [end, error] = std::from_chars(segment.data(), segment.data() + segment.size(), index);
    if (error == std::errc() && end == segment.data() + segment.size() && index < list.children.size())
        return &list.children[index];
    report.add(place, fmt::format("`{}` has no member `{}`{}", list.name, segment,
                                  base::did_you_mean(segment, ids)));
    return nullptr;
}

}  // namespace

void apply_override(Node& root, const std::string& setting, base::Report& report) {
    apply_override(root, Setting{setting, {"--set " + setting, 1, 1}}, report);
}

void apply_override(Node& root, const Setting& with_place, base::Report& report) {
    const auto& [setting, place] = with_place;
    const auto equals = setting.find('=');
    const std::vector<std::string> path = segments_of(setting.substr(0, equals));
    if (equals == std::string::npos || path.size() > longest_path ||
        std::any_of(path.begin(), path.end(), [](auto& s) { return s.empty(); })) {
        report.add(place, "expected path=value, as in trial.n=60");
        return;
    }
    if (path[0] == "include") {
        report.add(place, "`include` cannot be set from the command line");
        return;
    }
    Node* node = &root;
    for (const std::string& segment : path) {
        if (node->is_table()) {
            node = &node->member(segment, place);
        } else if (node->is_array()) {
            node = element(*node, segment, place, report);
            if (node == nullptr) return;
        } else {
            report.add(place, fmt::format("`{}` is {} and has no member `{}`", node->name,
                                          name_of(node->kind), segment));
            return;
        }
    }
    Node value = value_of(trimmed(setting.substr(equals + 1)), place, report);
    value.name = node->name;
    *node = std::move(value);
}

void set_integer(Node& root, const std::string& table, const std::string& key, std::uint64_t value,
                 const std::string& option) {
    const base::Place place{option, 1, 1};
    Node& parent = root.member(table, place);
    if (!parent.is_table()) return;
    Node& node = parent.member(key, place);
    Node set;
    set.name = key;
    set.key = set.place = place;
    // TOML's integers end at 2^63 - 1; a larger one is written as a text.
    if (value <= std::uint64_t(std::numeric_limits<std::int64_t>::max())) {
        set.kind = Node::Kind::integer;
        set.integer = std::int64_t(value);
    } else {
        set.kind = Node::Kind::text;
        set.text = std::to_string(value);
    }
    node = std::move(set);
}

}  // namespace twinarm::toml
