// The columns of a course.
#include "host/store/course_columns.hpp"

#include <gtest/gtest.h>

namespace twinarm::table {
namespace {

TEST(CourseColumns, EveryPlaceIsTakenOnce) {
    const std::vector<store::CourseColumn>& columns = store::course_columns();
    for (std::size_t i = 0; i < columns.size(); ++i)
        EXPECT_EQ(columns[i].number, int(i) + 1) << columns[i].name << ": a place is free, or taken twice";
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
