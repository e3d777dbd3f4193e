// The columns of a course.
#include "host/store/course_columns.hpp"

#include <gtest/gtest.h>

namespace twinarm::table {
namespace {

TEST(CourseColumns, EveryPlaceIsTakenOnce) {
    const std::vector<store::CourseColumn>& columns = store::course_columns();
    int place = 1;
    for (const store::CourseColumn& column : columns) {
        while (place == 9 || place == 21 || place == 23) ++place;  // of states that are gone
        EXPECT_EQ(column.number, place++) << column.name << ": a place is free, or taken twice";
    }
}

TEST(CourseColumns, AStateIsShownUnderItsNameWithItsMeaning) {
    CoursePoint point{};
    point.state[tumour_treg] = 2.5;
    for (const store::CourseColumn& column : store::course_columns())
        if (column.name == "tumour_treg") {
            EXPECT_EQ(column.label, "Regulatory T cells in the tumour, over baseline");
            EXPECT_EQ(column.of(point), 2.5);
            return;
        }
    FAIL() << "no column tumour_treg";
}

}  // namespace
}  // namespace twinarm::table
