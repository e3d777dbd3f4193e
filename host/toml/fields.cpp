// Known, missing and unknown keys.
#include "host/toml/fields.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "host/base/nearest.hpp"

namespace twinarm::toml {

Fields::Fields(const Node* node, std::string name, const base::Place& otherwise, base::Report& report)
    : table_(node),
      name_(std::move(name)),
      place_(node != nullptr ? node->place : otherwise),
      report_(report) {
    if (table_ != nullptr && !table_->is_table()) {
        report_.add(table_->place, fmt::format("{} must be a table, got {}", name_, name_of(table_->kind)));
        table_ = nullptr;
        broken_ = true;
    }
}

const Node* Fields::find(std::string_view key) {
    asked_.emplace_back(key);
    return table_ == nullptr ? nullptr : table_->find(key);
}

const Node* Fields::need(std::string_view key, std::string_view meaning) {
    const Node* found = find(key);
    if (found == nullptr && !broken_)
        report_.add(place_, fmt::format("{} lacks `{}` ({})", name_, key, meaning));
    return found;
}

void Fields::close() {
    if (table_ == nullptr) return;
    for (const Node& child : table_->children)
        if (std::find(asked_.begin(), asked_.end(), child.name) == asked_.end())
            report_.add(child.key, fmt::format("unknown key `{}` in {}{}", child.name, name_,
                                               base::did_you_mean(child.name, asked_)));
}

}  // namespace twinarm::toml
