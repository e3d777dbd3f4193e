// One patient's course as CSV.
#include "host/store/course_csv.hpp"

#include <fmt/format.h>

#include <iterator>

#include "host/base/csv_line.hpp"
#include "host/store/course_columns.hpp"
#include "host/store/course_points.hpp"

namespace twinarm::store {

std::string course_csv_header() {
    std::string header = "patient,arm";
    for (const CourseColumn& column : course_columns()) (header += ',') += column.name;
    return header + '\n';
}

std::string course_csv_rows(const cohort::Cohort& cohort, int arm, const CourseLog& log, double every_h) {
    std::string rows;
    for (const CoursePoint& point : points_every(log.points, every_h)) {
        rows += fmt::format("{},{}", log.outcome.patient, base::csv_field(cohort.arms[std::size_t(arm)].id));
        for_each_column(point, [&](const auto&, const auto&, const auto&, auto value) {
            fmt::format_to(std::back_inserter(rows), ",{}", value);
        });
        rows += '\n';
    }
    return rows;
}

}  // namespace twinarm::store
