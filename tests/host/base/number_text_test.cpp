// Numbers as people write them.
#include "host/base/number_text.hpp"

#include <gtest/gtest.h>

namespace twinarm::base {
namespace {

TEST(NumberText, AWholeNumberMayHaveAnExponentOrAPoint) {
    EXPECT_EQ(whole_number_digits("1e3"), "1000");
    EXPECT_EQ(whole_number_digits("2.5e4"), "25000");
    EXPECT_EQ(whole_number_digits("60.0"), "60");
    EXPECT_EQ(whole_number_digits("1e19"), "10000000000000000000");  // below 2^64, and a double
}

TEST(NumberText, WhatIsNoWholeNumberStaysAsItIs) {
    // The first has more digits than a double.
    for (const char* text :
         {"123456789012345678.0", "1000", "1.5", "1e-3", "1e30", "nan", "inf", "x", "", "1e3x"})
        EXPECT_EQ(whole_number_digits(text), text);
}

TEST(NumberText, AllDigitsAreThoseThatWereGiven) {
    EXPECT_EQ(all_digits(0.123456789), "0.123456789");
    EXPECT_EQ(all_digits(1095.75), "1095.75");
    EXPECT_EQ(all_digits(2.718281828459045), "2.718281828459045");
    EXPECT_EQ(all_digits(0.1 * 3), "0.3") << "a unit's factor";
    EXPECT_EQ(all_digits(12), "12");
}

TEST(NumberText, ADecimalCommaIsNamed) {
    EXPECT_EQ(separator_message("0,6 MIU/kg"), "`0,6` has a decimal comma: write 0.6");
    EXPECT_EQ(separator_message("1.234,5 mg"), "`1.234,5` has a comma: write 1234.5");
    EXPECT_EQ(separator_message("0,006 mg/kg"), "`0,006` has a decimal comma: write 0.006");
    EXPECT_EQ(separator_message("1234,567 mg"), "`1234,567` has a decimal comma: write 1234.567");
}

TEST(NumberText, AWholeNumberHasNoDecimalComma) {
    EXPECT_EQ(separator_message("1,000", true), "`1,000` has signs between its thousands: write 1000");
    EXPECT_EQ(separator_message("1,5", true), "");
}

TEST(NumberText, BlanksThatDoNotBreakALineStandBetweenThousandsToo) {
    for (const char* blank : {"\u00a0", "\u202f", "\u2009", "\u2007"})
        EXPECT_EQ(separator_message("600" + std::string(blank) + "000 IU/kg"),
                  "`600 000` has signs between its thousands: write 600000");
}

TEST(NumberText, SignsBetweenThousandsAreNamed) {
    EXPECT_EQ(separator_message("600,000 IU/kg"),
              "`600,000` has a comma: write 600000 where it stands between thousands, 600.000 where it is a "
              "decimal "
              "comma");
    EXPECT_EQ(separator_message("600 000 IU/kg"), "`600 000` has signs between its thousands: write 600000");
    EXPECT_EQ(separator_message("1,234,567"), "`1,234,567` has signs between its thousands: write 1234567");
    EXPECT_EQ(separator_message("1'000"), "`1'000` has signs between its thousands: write 1000");
}

TEST(NumberText, AnOrdinaryNumberHasNoSeparator) {
    for (const char* text : {"0.6 mg", "5 1/hr", "0.45 1e9/L", "16.08 L/h", "x", "", "mg 1,5"})
        EXPECT_EQ(separator_message(text), "") << text;
}

}  // namespace
}  // namespace twinarm::base
