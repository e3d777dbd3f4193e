// The keys of one table: read by name, and a key that is never read is an error.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "host/toml/node.hpp"

namespace twinarm::toml {

/// Reads the keys of a table. At the end close() reports the keys that were never read.
class Fields {
  public:
    /// `name` is what the table is called in messages, `[study]` for instance. Where `node` is null or not a
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
    bool broken_ = false;  ///< not a table where one is expected: reported once
    std::vector<std::string> asked_;
};

}  // namespace twinarm::toml
