// Units of cohort files.
#include "host/toml/units.hpp"

#include <gtest/gtest.h>

#include <cstring>
#include <set>

namespace twinarm::toml {
namespace {

double in(double value, const char* from, const char* to) {
    return converted(value, *find_unit(from), *find_unit(to));
}

// Every factor is a double and a conversion one product and one quotient: exact where both are whole numbers.
constexpr double rounding = 4e-16;

TEST(Units, TimesAreExactMinutes) {
    EXPECT_EQ(in(6, "wk", "min"), 60480);
    EXPECT_EQ(in(1, "d", "h"), 24);
    EXPECT_EQ(in(24, "month", "d"), 730.5);  // 30.4375 d each
    EXPECT_EQ(in(1, "year", "d"), 365.25);
    EXPECT_EQ(in(12, "month", "year"), 1);
}

TEST(Units, WordsOfTimesAreTaken) {
    for (const char* word : {"minute", "minutes", "mins"}) EXPECT_EQ(in(30, word, "min"), 30) << word;
    for (const char* word : {"hour", "hours", "hr", "hrs"}) EXPECT_EQ(in(2, word, "min"), 120) << word;
    for (const char* word : {"day", "days"}) EXPECT_EQ(in(2, word, "h"), 48) << word;
    for (const char* word : {"week", "weeks", "wks"}) EXPECT_EQ(in(52, word, "d"), 364) << word;
    for (const char* word : {"months", "mo"}) EXPECT_EQ(in(12, word, "year"), 1) << word;
    for (const char* word : {"years", "yr", "yrs"}) EXPECT_EQ(in(2, word, "d"), 730.5) << word;
}

TEST(Units, WordsOfTimesAreTakenBelowAStroke) {
    for (const char* unit : {"1/day", "1/days"}) EXPECT_EQ(in(24, unit, "1/h"), 1) << unit;
    EXPECT_EQ(in(1, "1/week", "1/wk"), 1);
    EXPECT_EQ(in(24, "L/day", "L/h"), 1);
    EXPECT_EQ(in(60, "mL/minute", "mL/min"), 60);
    for (const char* unit : {"mg/day", "L/fortnight", "/day", "1/"})
        EXPECT_EQ(find_unit(unit), nullptr) << unit;
}

TEST(Units, AMicrogramHasFourSpellings) {
    for (const char* unit : {"mcg/kg", "\u00b5g/kg", "\u03bcg/kg"})
        EXPECT_EQ(in(6, unit, "ug/kg"), 6) << unit;
    EXPECT_EQ(in(1, "mcg", "ug"), 1);
    EXPECT_EQ(find_unit("mcg/fl"), nullptr);
}

TEST(Units, ABlankThatDoesNotBreakALineStandsBeforeAUnit) {
    const auto quantity = parse_quantity("0.006\u00a0mg/kg");
    ASSERT_TRUE(quantity);
    EXPECT_EQ(quantity->value, 0.006);
    EXPECT_EQ(quantity->unit, "mg/kg");
}

TEST(Units, AMessageSuggestsEachUnitOfADimensionOnce) {
    EXPECT_EQ(units_like(*find_unit("weeks")),
              (std::vector<std::string>{"min", "h", "d", "wk", "month", "year"}));
}

TEST(Units, RatesAreTheInverseOfTimes) {
    for (const char* unit : {"min", "h", "d", "wk", "month", "year"}) {
        const std::string rate = std::string("1/") + unit;
        EXPECT_NEAR(in(1, rate.c_str(), "1/h") * in(1, unit, "h"), 1, rounding) << unit;
    }
}

TEST(Units, EveryKindOfUnitConverts) {
    EXPECT_EQ(in(50, "pM", "nmol/L"), 0.05);
    EXPECT_EQ(in(2, "nM", "nmol/L"), 2);
    EXPECT_EQ(in(3, "mg/L", "ug/mL"), 3);
    EXPECT_EQ(in(0.006, "mg/kg", "ug/kg"), 6);
    EXPECT_NEAR(in(268, "mL/min", "L/h"), 16.08, 16.08 * rounding);
    EXPECT_NEAR(in(9.4, "mL/h", "L/h"), 0.0094, 0.0094 * rounding);
    EXPECT_EQ(in(0.6, "MIU/kg", "IU/kg"), 600000);
    EXPECT_EQ(in(5, "cm", "mm"), 50);
    EXPECT_EQ(in(2500, "mL", "L"), 2.5);
    EXPECT_EQ(in(500, "1/uL", "1e9/L"), 0.5);
    EXPECT_EQ(in(15.3, "kDa", "g/mol"), 15300);
    EXPECT_EQ(in(35, "%", "1"), 0.35);
}

TEST(Units, TheSameUnitKeepsEveryBit) {
    for (const Unit& unit : unit_table()) {
        const double value = 0.1 + 0.2;
        const double same = converted(value, unit, unit);
        EXPECT_EQ(std::memcmp(&same, &value, sizeof value), 0) << unit.text;
    }
}

TEST(Units, NoUnitStandsTwice) {
    std::set<std::string> seen;
    for (const Unit& unit : unit_table()) EXPECT_TRUE(seen.insert(unit.text).second) << unit.text;
}

TEST(Units, AQuantityIsANumberAndAUnit) {
    const auto is = [](const char* text, double value, const char* unit) {
        const auto quantity = parse_quantity(text);
        return quantity && quantity->value == value && quantity->unit == unit;
    };
    EXPECT_TRUE(is("16.08 L/h", 16.08, "L/h"));
    EXPECT_TRUE(is("  2e-4\t1/h ", 2e-4, "1/h"));
    EXPECT_TRUE(is("0.45 1e9/L", 0.45, "1e9/L"));
    EXPECT_TRUE(is("15min", 15, "min"));
    EXPECT_TRUE(is("-3", -3, ""));
    EXPECT_FALSE(parse_quantity("fifteen min"));
    EXPECT_FALSE(parse_quantity(""));
}

}  // namespace
}  // namespace twinarm::toml
