// A JSON Schema that a stored file is held against before anything uses it.
#include "host/store/json_schema.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "host/base/plain_text.hpp"

namespace twinarm::store {

namespace {

using Json = JsonSchema::Json;

const std::string definitions = "#/$defs/";

bool has_type(const Json& type, const Json& value) {
    const std::string name = type;
    if (name == "null") return value.is_null();
    if (name == "boolean") return value.is_boolean();
    if (name == "string") return value.is_string();
    if (name == "integer") return value.is_number_integer();
    if (name == "number") return value.is_number();
    return name == "array" ? value.is_array() : value.is_object();
}

/// One of the schema's types, or none is asked for.
bool has_a_type(const Json& schema, const Json& value) {
    if (!schema.contains("type")) return true;
    const Json& types = schema["type"];
    if (!types.is_array()) return has_type(types, value);
    return std::any_of(types.begin(), types.end(), [&](const Json& type) { return has_type(type, value); });
}

/// A stored value in a message: not longer than a line.
std::string words_of(const Json& value) {
    if (value.is_object()) return "an object";
    if (value.is_array()) return "a list";
    std::string text = value.dump(-1, ' ', true, Json::error_handler_t::replace);
    return text.size() <= 60 ? text : text.substr(0, 57) + "...";
}

/// One step of a JSON pointer (RFC 6901).
std::string step(const std::string& key) {
    std::string escaped = "/";
    for (const char letter : base::plain_text(key.substr(0, 60)))
        escaped += letter == '~' ? "~0" : letter == '/' ? "~1" : std::string(1, letter);
    return escaped;
}

std::string range_error(const Json& value, const Json& schema) {
    const auto wrong = [&](const char* words, const char* key) {
        return words_of(value) + words + schema[key].dump();
    };
    if (schema.contains("minimum") && value < schema["minimum"]) return wrong(" is less than ", "minimum");
    if (schema.contains("maximum") && value > schema["maximum"]) return wrong(" is more than ", "maximum");
    if (schema.contains("exclusiveMinimum") && value <= schema["exclusiveMinimum"])
        return wrong(" is not more than ", "exclusiveMinimum");
    return "";
}

}  // namespace

JsonSchema::JsonSchema(const std::string& text) : root_(std::make_shared<const Json>(Json::parse(text))) {
    require_known(*root_);
}

void JsonSchema::require_known(const Json& schema) const {
    static const char* const known[] = {"$schema",
                                        "$id",
                                        "title",
                                        "description",
                                        "$defs",
                                        "$ref",
                                        "anyOf",
                                        "const",
                                        "enum",
                                        "type",
                                        "properties",
                                        "required",
                                        "items",
                                        "minItems",
                                        "maxItems",
                                        "minimum",
                                        "maximum",
                                        "exclusiveMinimum",
                                        "additionalProperties"};
    for (const auto& [key, part] : schema.items()) {
        if (std::find(std::begin(known), std::end(known), key) == std::end(known))
            throw std::logic_error("the schema keyword " + key + " is not checked");
        if (key == "properties" || key == "$defs")
            for (const auto& [name, one] : part.items()) require_known(one);
        if (key == "anyOf")
            for (const Json& one : part) require_known(one);
        if (key == "items" || (key == "additionalProperties" && part.is_object())) require_known(part);
    }
}

std::string JsonSchema::error_of(const Json& value) const {
    return error_of(value, *root_, "");
}

std::string JsonSchema::error_of(const Json& value, const Json& schema, const std::string& at) const {
    const std::string here = (at.empty() ? "/" : at) + ": ";
    if (schema.contains("$ref")) {
        const std::string name = schema["$ref"].get<std::string>().substr(definitions.size());
        if (std::string error = error_of(value, root_->at("$defs").at(name), at); !error.empty())
            return error;
    }
    if (schema.contains("anyOf")) {
        std::string first;
        bool any = false;
        for (const Json& choice : schema["anyOf"]) {
            const std::string error = error_of(value, choice, at);
            any = any || error.empty();
            if (first.empty()) first = error;
        }
        if (!any) return first;
    }
    if (!has_a_type(schema, value))
        return here + words_of(value) + " is not of type " + schema["type"].dump();
    if (schema.contains("const") && schema["const"] != value)
        return here + words_of(value) + " is not " + schema["const"].dump();
    if (schema.contains("enum")) {
        const Json& choices = schema["enum"];
        if (std::find(choices.begin(), choices.end(), value) == choices.end())
            return here + words_of(value) + " is none of " + choices.dump();
    }
    if (value.is_number())
        if (const std::string error = range_error(value, schema); !error.empty()) return here + error;
    if (value.is_object()) return error_in_object(value, schema, at);
    if (!value.is_array()) return "";
    if (schema.contains("minItems") && value.size() < schema["minItems"]) return here + "too few";
    if (schema.contains("maxItems") && value.size() > schema["maxItems"]) return here + "too many";
    if (!schema.contains("items")) return "";
    for (std::size_t i = 0; i < value.size(); ++i)
        if (std::string error = error_of(value[i], schema["items"], at + '/' + std::to_string(i));
            !error.empty())
            return error;
    return "";
}

std::string JsonSchema::error_in_object(const Json& value, const Json& schema, const std::string& at) const {
    if (schema.contains("required"))
        for (const Json& key : schema["required"])
            if (!value.contains(key.get<std::string>()))
                return at + step(key.get<std::string>()) + ": is missing";
    static const Json none = Json::object();
    const Json& properties = schema.contains("properties") ? schema["properties"] : none;
    for (const auto& [key, part] : value.items()) {
        std::string error;
        if (properties.contains(key))
            error = error_of(part, properties[key], at + step(key));
        else if (schema.contains("additionalProperties") && schema["additionalProperties"].is_object())
            error = error_of(part, schema["additionalProperties"], at + step(key));
        else if (schema.contains("additionalProperties") && schema["additionalProperties"] == false)
            error = at + step(key) + ": is not known";
        if (!error.empty()) return error;
    }
    return "";
}

}  // namespace twinarm::store
