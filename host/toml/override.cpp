// Overrides as edits of the tree.
#include "host/toml/override.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <limits>
#include <string_view>

#include "host/base/nearest.hpp"
#include "host/base/utf8.hpp"

namespace twinarm::toml {
namespace {

constexpr std::size_t longest_path = 10;  ///< names; the format has at most 5

std::string trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos) return {};
    return std::string(text.substr(first, text.find_last_not_of(" \t") - first + 1));
}

/// Where a setting stands: an option, in which every letter has its place, or one cell of a file.
class PlacedText {
  public:
    explicit PlacedText(const Setting& setting) : setting_(setting) {}

    base::Place at(std::size_t offset) const {
        if (setting_.place.line != 0) return setting_.place;
        return {setting_.place.file, 0, int(base::letters_in(setting_.text.substr(0, offset)) + 1)};
    }
    const base::Place& whole() const { return setting_.place; }

  private:
    const Setting& setting_;
};

constexpr std::string_view before_value = "value = ";

/// Places of a value that was read as a TOML file of its own, `offset` letters into the setting.
void place_all(Node& node, const PlacedText& text, std::size_t offset) {
    for (base::Place* place : {&node.key, &node.place}) {
        const bool first_line = place->line == 1 && std::size_t(place->column) > before_value.size();
        *place = text.at(offset + (first_line ? std::size_t(place->column) - 1 - before_value.size() : 0));
    }
    for (Node& child : node.children) place_all(child, text, offset);
}

/// A TOML value where the text is one, else the text itself.
Node value_of(const std::string& text, const PlacedText& setting, std::size_t offset, base::Report& report) {
    base::Report silent;
    Node table = parse_toml(std::string(before_value) + text + "\n", "", silent);
    Node value;
    if (silent.empty() && table.children.size() == 1) {
        value = std::move(table.children.front());
        place_all(value, setting, offset);
        return value;
    }
    if (text.empty() || std::string("{[\"'").find(text[0]) != std::string::npos)
        report.add(setting.at(offset), fmt::format("`{}` is not a TOML value", text));
    value.kind = Node::Kind::text;
    value.text = text;
    value.key = value.place = setting.at(offset);
    return value;
}

struct Segment {
    std::string name;
    std::size_t offset;  ///< in the setting
};

std::vector<Segment> segments_of(const std::string& path) {
    std::vector<Segment> segments;
    for (std::size_t start = 0; start <= path.size();) {
        const std::size_t end = std::min(path.find('.', start), path.size());
        const std::string segment = path.substr(start, end - start);
        segments.push_back(
            {trimmed(segment), start + std::min(segment.find_first_not_of(" \t"), segment.size())});
        start = end + 1;
    }
    return segments;
}

/// Regimens and drugs are named by the file: a setting inside of one that is not there is a slip of the pen.
bool names_no_entry(const Node& root, const std::vector<Segment>& path, const base::Place& place,
                    base::Report& report) {
    if (path.size() < 3 || (path[0].name != "regimen" && path[0].name != "drug")) return false;
    const Node* table = root.find(path[0].name);
    if (table != nullptr && (!table->is_table() || table->find(path[1].name) != nullptr)) return false;
    std::vector<std::string> known;
    if (table != nullptr)
        for (const Node& one : table->children) known.push_back(one.name);
    report.add(place, fmt::format("no such {} `{}`{}", path[0].name, path[1].name,
                                  base::did_you_mean(path[1].name, known)));
    return true;
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
    report.add(place, ids.empty() ? fmt::format("`{}` has no member `{}`", list.name, segment)
                                  : fmt::format("no such {} `{}`{}", list.name, segment,
                                                base::did_you_mean(segment, ids)));
    return nullptr;
}

}  // namespace

Setting setting_of_option(const std::string& text) {
    return {text, base::place_of_option("--set " + text)};
}

void apply_override(Node& root, const std::string& setting, base::Report& report) {
    apply_override(root, setting_of_option(setting), report);
}

void apply_override(Node& root, const Setting& with_place, base::Report& report) {
    const std::string& setting = with_place.text;
    const PlacedText placed(with_place);
    if (const std::size_t at = base::first_not_utf8(setting); at != std::string::npos) {
        report.add(placed.at(at), base::not_utf8_message(setting, at));
        return;
    }
    const auto equals = setting.find('=');
    const std::vector<Segment> path = segments_of(setting.substr(0, equals));
    if (equals == std::string::npos || path.size() > longest_path ||
        std::any_of(path.begin(), path.end(), [](const Segment& s) { return s.name.empty(); })) {
        report.add(placed.whole(), "expected path=value, as in trial.n=60");
        return;
    }
    if (path[0].name == "include") {
        report.add(placed.whole(), "`include` cannot be set from the command line");
        return;
    }
    if (names_no_entry(root, path, placed.at(path.size() > 1 ? path[1].offset : 0), report)) return;
    Node* node = &root;
    for (const Segment& segment : path) {
        const base::Place place = placed.at(segment.offset);
        if (node->is_table()) {
            node = &node->member(segment.name, place);
        } else if (node->is_array()) {
            node = element(*node, segment.name, place, report);
            if (node == nullptr) return;
        } else {
            report.add(place, fmt::format("`{}` is {} and has no member `{}`", node->name,
                                          name_of(node->kind), segment.name));
            return;
        }
    }
    const std::size_t begin = std::min(setting.find_first_not_of(" \t", equals + 1), setting.size());
    Node value = value_of(trimmed(setting.substr(equals + 1)), placed, begin, report);
    value.name = node->name;
    value.key = placed.at(path.back().offset);
    *node = std::move(value);
}

void set_integer(Node& root, const std::string& table, const std::string& key, std::uint64_t value,
                 const std::string& option) {
    const base::Place place = base::place_of_option(option);
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
