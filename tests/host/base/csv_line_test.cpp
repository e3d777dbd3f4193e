// Cells of CSV files.
#include "host/base/csv_line.hpp"

#include <gtest/gtest.h>

namespace twinarm::base {
namespace {

TEST(CsvLine, AFieldIsReadAsItWasWritten) {
    for (const char* text : {"", "plain", "a,b", "say \"a\"", "\"", ",", "a'b", "-1"}) {
        const auto cells = csv_cells("x," + csv_field(text) + ",y");
        ASSERT_TRUE(cells && cells->size() == 3) << text;
        EXPECT_EQ((*cells)[1].text, text);
    }
}

TEST(CsvLine, WhatASpreadsheetComputesBeginsWithItsSign) {
    for (const char* text : {"=1+1", "+1", "-1", "@SUM(1)", " =1", "\t=1", "\r=1", "\uff1d1", "\uff0b1",
                             "\uff0d1", "\uff201", "=", "-"})
        EXPECT_TRUE(begins_as_formula(text)) << text;
    for (const char* text : {"", " ", "a=1", "1-2", "NKTR-214 + nivolumab", "(+)", "\uff11"})
        EXPECT_FALSE(begins_as_formula(text)) << text;
}

}  // namespace
}  // namespace twinarm::base
