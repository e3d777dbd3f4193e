// A resolved cohort as a flat list of settings.
#include "host/cohort/settings.hpp"

#include <algorithm>
#include <array>

#include "host/cohort/resolved.hpp"
#include "host/toml/node.hpp"
#include "host/toml/values.hpp"

namespace twinarm::cohort {
namespace {

bool moves_nothing(const std::string& key) {
    constexpr std::array<const char*, 7> words = {"title",  "label",  "id",       "source",
                                                  "status", "schema", "published"};
    return std::find(words.begin(), words.end(), key) != words.end();
}

void gather(const toml::Node& node, const std::string& path, std::map<std::string, std::string>& settings) {
    const bool list_of_tables = node.is_array() && !node.children.empty() && node.children.front().is_table();
    if (!node.is_table() && !list_of_tables) {
        // 60.0 and 6e1 are 60.
        toml::Node plain = node;
        if (const auto whole = toml::whole_number_of(node)) {
            plain.kind = toml::Node::Kind::integer;
            plain.integer = *whole;
        }
        settings[path] = value_text(plain);
        return;
    }
    std::size_t number = 0;
    for (const toml::Node& child : node.children) {
        const toml::Node* id = list_of_tables ? child.find("id") : nullptr;
        const std::string name = !list_of_tables ? child.name
                                 : id != nullptr ? id->text
                                                 : std::to_string(number++);
        if (moves_nothing(name)) continue;
        gather(child, path.empty() ? name : path + "." + name, settings);
    }
}

}  // namespace

std::map<std::string, std::string> settings_of(const std::string& resolved, const std::string& name) {
    base::Report report;
    const toml::Node root = toml::parse_toml(resolved, name, report);
    report.throw_if_any();
    std::map<std::string, std::string> settings;
    gather(root, "", settings);
    return settings;
}

}  // namespace twinarm::cohort
