// Deep merge of two trees.
#include "host/toml/merge.hpp"

#include <limits>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace twinarm::toml {

bool is_parameter_group(std::string_view name) {
    for (const char* other : {"study", "assessment", "solver", "trial", "drug", "regimen", "arm", "pool",
                              "published", "correlation", "escalation", "design", "include", "schema"})
        if (name == other) return false;
    return true;
}

namespace {

/// A table that means one thing and is never mixed from two files: a parameter, a scan schedule, a stage
/// gate.
bool is_one_thing(const std::vector<std::string>& path, std::string_view name) {
    return path.size() == 1 && (is_parameter_group(path[0]) || name == "scans" || name == "gate");
}

/// The two names of a correlation, in alphabetical order; empty where it is malformed (reported when it is
/// read).
std::pair<std::string, std::string> pair_of(const Node& correlation) {
    const Node* between = correlation.find("between");
    if (between == nullptr || between->children.size() != 2) return {};
    std::pair<std::string, std::string> names{between->children[0].text, between->children[1].text};
    if (names.second < names.first) std::swap(names.first, names.second);
    return names;
}

void merge_correlations(Node& base, Node over) {
    std::set<std::pair<std::string, std::string>> replaced;
    for (const Node& added : over.children) replaced.insert(pair_of(added));
    std::erase_if(base.children, [&](const Node& old) {
        const auto names = pair_of(old);
        return !names.first.empty() && replaced.contains(names);
    });
    for (Node& added : over.children) base.children.push_back(std::move(added));
}

constexpr std::size_t nowhere = std::numeric_limits<std::size_t>::max();

/// Where in `base` the member of each name of `over` stands.
std::vector<std::size_t> places_in(const Node& base, const Node& over) {
    std::unordered_map<std::string_view, std::size_t> numbers;
    for (std::size_t i = 0; i < over.children.size(); ++i) numbers.emplace(over.children[i].name, i);
    std::vector<std::size_t> places(over.children.size(), nowhere);
    for (std::size_t i = 0; i < base.children.size(); ++i)
        if (const auto found = numbers.find(base.children[i].name); found != numbers.end())
            places[found->second] = i;
    return places;
}

/// `path`: the names of the tables that lead here.
void merge_into(Node& base, Node over, std::vector<std::string> path) {
    const std::vector<std::size_t> places = places_in(base, over);
    for (std::size_t i = 0; i < over.children.size(); ++i) {
        Node& child = over.children[i];
        if (places[i] == nowhere) {
            base.children.push_back(std::move(child));
            continue;
        }
        Node& known = base.children[places[i]];
        if (path.empty() && child.name == "correlation" && known.is_array() && child.is_array()) {
            merge_correlations(known, std::move(child));
        } else if (known.is_table() && child.is_table() && !is_one_thing(path, child.name)) {
            known.key = child.key;
            known.place = child.place;
            path.push_back(child.name);
            merge_into(known, std::move(child), path);
            path.pop_back();
        } else {
            known = std::move(child);
        }
    }
}

}  // namespace

void merge(Node& base, Node over) {
    merge_into(base, std::move(over), {});
}

}  // namespace twinarm::toml
