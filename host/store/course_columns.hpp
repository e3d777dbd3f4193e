// The columns of a course: of CSV, JSON and the Parquet table. States as they are declared, and what follows
// from them.
#pragma once

#include <string>
#include <vector>

#include "kernels/launch/simulate_course.hpp"

namespace twinarm::store {

struct CourseColumn {
    int number;  ///< place in the table, from 1
    std::string name, label, unit;
    double (*value)(const CoursePoint& point);  ///< null of a state
    int state = -1;                             ///< its index, of a state
    bool whole = false;                         ///< a whole number

    double of(const CoursePoint& point) const { return value != nullptr ? value(point) : point.state[state]; }
};

/// In the order of the table.
const std::vector<CourseColumn>& course_columns();

/// `field(name, label, unit, value)` for each.
template <class Field>
void for_each_column(const CoursePoint& point, Field field) {
    for (const CourseColumn& column : course_columns()) {
        if (column.whole)
            field(column.name, column.label, column.unit, std::int32_t(column.of(point)));
        else
            field(column.name, column.label, column.unit, column.of(point));
    }
}

}  // namespace twinarm::store
