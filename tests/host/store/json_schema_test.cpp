// What a schema refuses, and where.
#include "host/store/json_schema.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <stdexcept>

namespace twinarm::store {
namespace {

std::string error(const char* schema, const char* value) {
    return JsonSchema(schema).error_of(JsonSchema::Json::parse(value));
}

TEST(JsonSchema, NamesThePlaceOfTheFirstErrorAsAPointer) {
    const char* schema =
        R"({"type": "object", "properties": {"a/b": {"type": "array", "items": {"type": "integer"}}}})";
    EXPECT_EQ(error(schema, R"({"a/b": [1, 2, "x"]})"), R"(/a~1b/2: "x" is not of type "integer")");
    EXPECT_EQ(error(schema, R"({"a/b": [1, 2, 3]})"), "");
    EXPECT_EQ(error(schema, "[]"), R"(/: a list is not of type "object")");
}

TEST(JsonSchema, RangesHoldTheirEnds) {
    const char* schema = R"({"type": ["number", "null"], "minimum": 0, "maximum": 1})";
    for (const char* value : {"0", "1", "0.5", "null"}) EXPECT_EQ(error(schema, value), "") << value;
    EXPECT_EQ(error(schema, "-1"), "/: -1 is less than 0");
    EXPECT_EQ(error(schema, "1.5"), "/: 1.5 is more than 1");
    EXPECT_EQ(error(R"({"exclusiveMinimum": 0})", "0"), "/: 0 is not more than 0");
    EXPECT_EQ(error(R"({"type": "integer", "minimum": 0})", "18446744073709551615"), "");
}

TEST(JsonSchema, AWholeNumberHasNoPoint) {
    EXPECT_EQ(error(R"({"type": "integer"})", "1.0"), R"(/: 1.0 is not of type "integer")");
}

TEST(JsonSchema, KeysAreRequiredAndOthersMayBeRefused) {
    EXPECT_EQ(error(R"({"required": ["a"]})", R"({"b": 1})"), "/a: is missing");
    EXPECT_EQ(error(R"({"additionalProperties": false})", R"({"b": 1})"), "/b: is not known");
    EXPECT_EQ(error(R"({"additionalProperties": {"type": "string"}})", R"({"b": 1})"),
              R"(/b: 1 is not of type "string")");
}

TEST(JsonSchema, OneOfItsChoicesOrADefinitionMustFit) {
    const char* schema =
        R"({"anyOf": [{"$ref": "#/$defs/n"}, {"type": "null"}], "$defs": {"n": {"minimum": 2}}})";
    EXPECT_EQ(error(schema, "null"), "");
    EXPECT_EQ(error(schema, "2"), "");
    EXPECT_EQ(error(schema, "1"), "/: 1 is less than 2");
}

TEST(JsonSchema, AKeywordThatIsNotCheckedIsAFaultOfTheSchema) {
    EXPECT_THROW(JsonSchema(R"({"properties": {"a": {"pattern": "x"}}})"), std::logic_error);
}

TEST(JsonSchema, AStoredTextInAMessageIsShortAndPlain) {
    const std::string text = error(
        R"({"type": "object", "additionalProperties": {"type": "integer"}})",
        R"({"\u001b\u202e": "\u001b[2J and much more than anyone would want to read in one line of a message"})");
    EXPECT_EQ(text.rfind("/\\x1b\\u202e: \"\\u001b[2J and much", 0), 0u) << text;
    EXPECT_LT(text.size(), 120u);
}

}  // namespace
}  // namespace twinarm::store
