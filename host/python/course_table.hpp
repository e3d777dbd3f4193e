// The courses of many patients as one long table.
#pragma once

#include <string>
#include <vector>

#include "host/python/data_table.hpp"
#include "host/study/simulate_courses.hpp"

namespace twinarm::python {

class CourseTable {
  public:
    /// `columns`: names of course columns, all of them where none is named; `every_h`: hours between two
    /// points, 0 for all points. Throws UsageError where there is no such column.
    CourseTable(const cohort::Cohort& cohort, const std::vector<std::string>& columns, double every_h);

    void add(std::uint64_t patient, int arm, const CourseLog& course);
    DataTable take() { return std::move(table_); }

  private:
    const cohort::Cohort& cohort_;
    double every_h_;
    std::vector<std::size_t> wanted_;  ///< places in course_columns()
    DataTable table_;
};

}  // namespace twinarm::python
