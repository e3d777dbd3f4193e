// From toml++ to nodes.
#include "host/toml/node.hpp"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>

#include "host/base/utf8.hpp"
#include "host/toml/unreadable_line.hpp"

namespace twinarm::toml {

const Node* Node::find(std::string_view member) const {
    const auto found =
        std::find_if(children.begin(), children.end(), [&](const Node& n) { return n.name == member; });
    return is_table() && found != children.end() ? &*found : nullptr;
}

Node* Node::find(std::string_view member) {
    return const_cast<Node*>(std::as_const(*this).find(member));
}

Node& Node::member(std::string_view member_name, const base::Place& where) {
    if (Node* known = find(member_name)) return *known;
    Node& added = children.emplace_back();
    added.name = member_name;
    added.key = added.place = where;
    return added;
}

const char* name_of(Node::Kind kind) {
    switch (kind) {
        case Node::Kind::boolean:
            return "true or false";
        case Node::Kind::integer:
            return "an integer";
        case Node::Kind::real:
            return "a number";
        case Node::Kind::text:
            return "a text";
        case Node::Kind::array:
            return "a list";
        case Node::Kind::table:
            return "a table";
    }
    return "?";
}

namespace {

base::Place place_of(const ::toml::source_region& region, const base::Place& otherwise) {
    if (region.begin.line == 0) return otherwise;
    return {otherwise.file, int(region.begin.line), int(region.begin.column)};
}

/// Tables and lists in each other; the format itself has 5.
constexpr int deepest = 50;

Node converted(const ::toml::node& from, const base::Place& otherwise, int depth, base::Report& report) {
    Node to;
    to.place = place_of(from.source(), otherwise);
    if (depth > deepest) {
        report.add(to.place, "tables and lists are nested too deeply");
        return to;
    }
    if (const ::toml::table* table = from.as_table()) {
        to.kind = Node::Kind::table;
        for (const auto& [key, value] : *table) {
            const base::Place key_place = place_of(key.source(), to.place);
            Node child = converted(value, key_place, depth + 1, report);
            child.name = std::string(key.str());
            child.key = key_place;
            to.children.push_back(std::move(child));
        }
        // toml++ sorts by name; a reader of the file expects the file's order.
        std::stable_sort(to.children.begin(), to.children.end(), [](const Node& a, const Node& b) {
            return a.key.line != b.key.line ? a.key.line < b.key.line : a.key.column < b.key.column;
        });
    } else if (const ::toml::array* array = from.as_array()) {
        to.kind = Node::Kind::array;
        for (const ::toml::node& element : *array)
            to.children.push_back(converted(element, to.place, depth + 1, report));
    } else if (const auto text = from.value_exact<std::string>()) {
        to.kind = Node::Kind::text;
        to.text = *text;
    } else if (const auto integer = from.value_exact<std::int64_t>()) {
        to.kind = Node::Kind::integer;
        to.integer = *integer;
    } else if (const auto real = from.value_exact<double>()) {
        to.kind = Node::Kind::real;
        to.real = *real;
    } else if (const auto boolean = from.value_exact<bool>()) {
        to.kind = Node::Kind::boolean;
        to.boolean = *boolean;
    } else {
        report.add(to.place, "dates and times of day have no meaning in a cohort file");
    }
    return to;
}

}  // namespace

Node parse_toml(const std::string& text, const std::string& file, base::Report& report) {
    const base::Place start{file, 1, 1};
    Node nothing;
    nothing.place = nothing.key = start;
    if (text.size() > largest_file_bytes) {
        report.add(start, fmt::format("larger than {} bytes: this is not a cohort file", largest_file_bytes));
        return nothing;
    }
    if (const std::size_t at = base::first_not_utf8(text); at != std::string::npos) {
        report.add(base::place_in(file, text, at), base::not_utf8_message(text, at));
        return nothing;
    }
    if (const UnreadableLine unreadable = unreadable_line(text); unreadable.line > 0) {
        report.add({file, unreadable.line, 1}, unreadable.why);
        return nothing;
    }
    try {
        const ::toml::table table = ::toml::parse(std::string_view(text), std::string_view(file));
        Node root = converted(table, start, 0, report);
        root.place = root.key = start;
        return root;
    } catch (const ::toml::parse_error& error) {
        report.add(place_of(error.source(), start), std::string(error.description()));
        return nothing;
    }
}

}  // namespace twinarm::toml
