// Deep merge of two trees.
#include "host/toml/merge.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "kernels/model/parameters.hpp"

namespace twinarm::toml {

bool is_parameter_group(std::string_view name) {
    for (const ParameterEntry& entry : parameter_table.entry)
        if (name == entry.group) return true;
    return false;
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
    std::vector<Node> kept;
    for (Node& old : base.children) {
        const auto names = pair_of(old);
        const bool replaced =
            !names.first.empty() && std::any_of(over.children.begin(), over.children.end(),
                                                [&](const Node& n) { return pair_of(n) == names; });
        if (!replaced) kept.push_back(std::move(old));
    }
    for (Node& added : over.children) kept.push_back(std::move(added));
    base.children = std::move(kept);
}

/// `path`: the names of the tables that lead here.
void merge_into(Node& base, Node over, std::vector<std::string> path) {
    for (Node& child : over.children) {
        Node* known = base.find(child.name);
        if (known == nullptr) {
            base.children.push_back(std::move(child));
        } else if (path.empty() && child.name == "correlation" && known->is_array() && child.is_array()) {
            merge_correlations(*known, std::move(child));
        } else if (known->is_table() && child.is_table() && !is_one_thing(path, child.name)) {
            known->key = child.key;
            known->place = child.place;
            path.push_back(child.name);
            merge_into(*known, std::move(child), path);
            path.pop_back();
        } else {
            *known = std::move(child);
        }
    }
}

}  // namespace

void merge(Node& base, Node over) {
    merge_into(base, std::move(over), {});
}

}  // namespace twinarm::toml
