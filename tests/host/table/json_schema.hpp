// Enough of JSON Schema 2020-12 to hold summary.json against its schema: type, const, enum, required,
// properties, items, minItems, minimum, maximum, anyOf and $ref into $defs.
#pragma once

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace twinarm {

class JsonSchema {
  public:
    explicit JsonSchema(nlohmann::json schema) : root_(std::move(schema)) {}

    /// What is wrong with `value`, one line each; empty where it is valid.
    std::vector<std::string> errors_of(const nlohmann::json& value) const {
        std::vector<std::string> errors;
        check(root_, value, "", errors);
        return errors;
    }

  private:
    using Json = nlohmann::json;

    static bool has_type(const std::string& type, const Json& value) {
        if (type == "null") return value.is_null();
        if (type == "boolean") return value.is_boolean();
        if (type == "string") return value.is_string();
        if (type == "integer") return value.is_number_integer();
        if (type == "number") return value.is_number();
        if (type == "array") return value.is_array();
        return type == "object" && value.is_object();
    }

    void check(const Json& schema, const Json& value, const std::string& at,
               std::vector<std::string>& errors) const {
        if (schema.contains("$ref")) {
            const std::string name = schema["$ref"].get<std::string>().substr(std::string("#/$defs/").size());
            check(root_.at("$defs").at(name), value, at, errors);
        }
        if (schema.contains("anyOf")) {
            bool any = false;
            for (const Json& choice : schema["anyOf"]) {
                std::vector<std::string> wrong;
                check(choice, value, at, wrong);
                any = any || wrong.empty();
            }
            if (!any) errors.push_back(at + ": fits no choice");
        }
        if (schema.contains("const") && schema["const"] != value)
            errors.push_back(at + ": not " + schema["const"].dump());
        if (schema.contains("enum")) {
            const Json& choices = schema["enum"];
            if (std::find(choices.begin(), choices.end(), value) == choices.end())
                errors.push_back(at + ": " + value.dump() + " is none of " + choices.dump());
        }
        if (schema.contains("type")) {
            bool fits = false;
            for (const Json& type :
                 schema["type"].is_array() ? schema["type"] : Json::array({schema["type"]}))
                fits = fits || has_type(type.get<std::string>(), value);
            if (!fits) errors.push_back(at + ": " + value.dump() + " is no " + schema["type"].dump());
        }
        if (value.is_number() && schema.contains("minimum") && value < schema["minimum"])
            errors.push_back(at + ": too small");
        if (value.is_number() && schema.contains("maximum") && value > schema["maximum"])
            errors.push_back(at + ": too large");
        if (value.is_object()) {
            const Json required = schema.value("required", Json::array());
            for (const Json& key : required)
                if (!value.contains(key.get<std::string>()))
                    errors.push_back(at + ": no " + key.get<std::string>());
            const Json properties = schema.value("properties", Json::object());
            for (const auto& [key, part] : properties.items())
                if (value.contains(key)) check(part, value[key], at + "/" + key, errors);
        }
        if (value.is_array()) {
            if (schema.contains("minItems") && value.size() < schema["minItems"])
                errors.push_back(at + ": too few");
            if (schema.contains("items"))
                for (std::size_t i = 0; i < value.size(); ++i)
                    check(schema["items"], value[i], at + "/" + std::to_string(i), errors);
        }
    }

    Json root_;
};

}  // namespace twinarm
