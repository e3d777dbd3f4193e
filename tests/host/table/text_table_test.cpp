// Columns of text: aligned, whatever the letters.
#include "host/table/text_table.hpp"

#include <gtest/gtest.h>

namespace twinarm::table {
namespace {

TEST(TextTable, WordsStandLeftAndNumbersRight) {
    TextTable table({{"Arm", true}, {"n"}});
    table.add_row({"a", "5"});
    table.add_row({"longer", "120"});
    EXPECT_EQ(table.text(""),
              "Arm       n\n"
              "───────────\n"
              "a         5\n"
              "longer  120\n");
}

TEST(TextTable, AGroupsHeadingStandsAboveItsFirstColumn) {
    TextTable table({{"Arm", true}, {"x", false, "group"}, {"y"}});
    table.add_row({"a", "1000", "2"});
    EXPECT_EQ(table.text(""),
              "     group\n"
              "Arm     x  y\n"
              "────────────\n"
              "a    1000  2\n");
}

TEST(TextTable, AccentsAndSignsTakeOneColumn) {
    EXPECT_EQ(display_width("µg – ≥"), 6u);
    TextTable table({{"a", true}, {"b"}});
    table.add_row({"µµ", "1"});
    table.add_row({"mm", "2"});
    EXPECT_EQ(table.text(""), "a   b\n─────\nµµ  1\nmm  2\n");
}

TEST(TextTable, LongNamesEndInAnEllipsis) {
    EXPECT_EQ(shortened("aldesleukin", 20), "aldesleukin");
    EXPECT_EQ(shortened("aldesleukin", 5), "alde…");
    EXPECT_EQ(display_width(shortened("≥≥≥≥≥≥≥≥", 4)), 4u);
}

}  // namespace
}  // namespace twinarm::table
