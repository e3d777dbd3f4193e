// The courses of many patients as one long table.
#include "host/python/course_table.hpp"

#include <algorithm>
#include <utility>

#include "host/base/errors.hpp"
#include "host/base/nearest.hpp"
#include "host/store/course_columns.hpp"
#include "host/store/course_points.hpp"

namespace twinarm::python {

namespace {

std::size_t place_of(const std::string& name) {
    const auto& columns = store::course_columns();
    std::vector<std::string> known;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if (columns[i].name == name) return i;
        known.push_back(columns[i].name);
    }
    throw base::UsageError("a course has no column `" + name + "`" + base::did_you_mean(name, known) +
                           "\n  It has " + base::one_of(known) + ".");
}

}  // namespace

CourseTable::CourseTable(const cohort::Cohort& cohort, const std::vector<std::string>& columns,
                         double every_h)
    : cohort_(cohort), every_h_(every_h) {
    const auto& known = store::course_columns();
    wanted_.push_back(place_of("time_d"));
    for (const std::string& name : columns)
        if (const std::size_t place = place_of(name); place != wanted_.front()) wanted_.push_back(place);
    if (columns.empty())
        for (std::size_t i = 0; i < known.size(); ++i)
            if (i != wanted_.front()) wanted_.push_back(i);
    table_.columns.emplace_back("patient", CellType::address);
    table_.columns.emplace_back("arm", CellType::text);
    for (const std::size_t i : wanted_)
        table_.columns.emplace_back(known[i].name, known[i].whole ? CellType::whole : CellType::real,
                                    known[i].unit == "1" ? "" : known[i].unit, known[i].label);
}

void CourseTable::add(std::uint64_t patient, int arm, const CourseLog& course) {
    const auto& known = store::course_columns();
    for (const CoursePoint& point : store::points_every(course.points, every_h_)) {
        table_.columns[0].add(patient);
        table_.columns[1].add(std::string_view(cohort_.arms[std::size_t(arm)].id));
        for (std::size_t k = 0; k < wanted_.size(); ++k) {
            const double value = known[wanted_[k]].of(point);
            if (known[wanted_[k]].whole)
                table_.columns[k + 2].add(std::int64_t(value));
            else
                table_.columns[k + 2].add(value);
        }
    }
}

}  // namespace twinarm::python
