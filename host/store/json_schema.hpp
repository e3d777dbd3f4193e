// A JSON Schema that a stored file is held against before anything uses it.
#pragma once

#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <string>

namespace twinarm::store {

/// The part of JSON Schema 2020-12 that this program's schemas use; the constructor throws std::logic_error
/// at any other keyword. An integer is a number without a point, as this program writes it.
class JsonSchema {
  public:
    using Json = nlohmann::ordered_json;

    explicit JsonSchema(const std::string& text);

    /// The first thing that is wrong, "/arms/0/patients: -1 is less than 0"; empty where `value` is valid.
    std::string error_of(const Json& value) const;

  private:
    std::string error_of(const Json& value, const Json& schema, const std::string& at) const;
    std::string error_in_object(const Json& value, const Json& schema, const std::string& at) const;
    void require_known(const Json& schema) const;

    std::shared_ptr<const Json> root_;
};

}  // namespace twinarm::store
