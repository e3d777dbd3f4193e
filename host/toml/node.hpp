// A value of a cohort file that remembers where it stands, through includes and overrides.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "host/base/diagnostic.hpp"

namespace twinarm::toml {

struct Node {
    enum class Kind { boolean, integer, real, text, array, table };

    Kind kind = Kind::table;
    std::string name;   ///< key, for a member of a table
    base::Place key;    ///< where the key stands
    base::Place place;  ///< where the value stands
    bool boolean = false;
    std::int64_t integer = 0;
    double real = 0;
    std::string text;
    std::vector<Node> children;  ///< elements of an array, members of a table in order

    bool is_table() const { return kind == Kind::table; }
    bool is_array() const { return kind == Kind::array; }
    bool is_text() const { return kind == Kind::text; }
    bool is_number() const { return kind == Kind::integer || kind == Kind::real; }
    double number() const { return kind == Kind::integer ? double(integer) : real; }

    /// Member of a table, or null.
    const Node* find(std::string_view member) const;
    Node* find(std::string_view member);
    /// Member of a table, added as an empty table where there is none.
    Node& member(std::string_view member_name, const base::Place& where);
};

/// "a table", "a text", ... for messages.
const char* name_of(Node::Kind);

/// No cohort file is near it (a resolved.toml has about 40 kB).
inline constexpr std::size_t largest_file_bytes = 1 << 20;

/// TOML text as a node. Syntax errors, dates, and what is larger or nested deeper than any cohort file go to
/// the report.
Node parse_toml(const std::string& text, const std::string& file, base::Report& report);

}  // namespace twinarm::toml
