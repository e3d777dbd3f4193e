// The keys of one table: asked for by name, and what was never asked for is an error.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "host/toml/node.hpp"

namespace twinarm::toml {

/// Asks a table for its keys. Whoever is done calls close(), which reports the keys that nobody asked for.
class Fields {
  public:
    /// `name` is what the table is called in messages, `[study]` for instance. Where `node` is null or no
    /// table, there are no keys and those that are needed are missing at `otherwise`.
    Fields(const Node* node, std::string name, const base::Place& otherwise, base::Report& report);

    const base::Place& place() const { return place_; }
    const std::string& name() const { return name_; }
    /// The value of a key, or null.
    const Node* find(std::string_view key);
    /// The value of a key that must be there; reported as missing, with its meaning, where it is not.
    const Node* need(std::string_view key, std::string_view meaning);
    void close();

  private:
    const Node* table_;
    std::string name_;
    base::Place place_;
    base::Report& report_;
    bool broken_ = false;  ///< no table where one should be: said once
    std::vector<std::string> asked_;
};

}  // namespace twinarm::toml
