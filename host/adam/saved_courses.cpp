// `run --save courses`.
#include "host/adam/saved_courses.hpp"

#include <algorithm>
#include <functional>

#include "host/adam/file_notes.hpp"
#include "host/adam/parquet_table.hpp"
#include "host/base/output_file.hpp"
#include "host/store/course_columns.hpp"
#include "host/store/course_csv.hpp"
#include "host/store/file_names.hpp"

namespace twinarm::adam {

namespace {

struct CourseRow {
    std::uint64_t patient = 0;
    std::string arm;
    CoursePoint point{};
};

template <class Field>
void for_each_column(const CourseRow& row, Field field) {
    field("patient", "Virtual patient", "1", row.patient);
    field("arm", "Arm", "", row.arm);
    store::for_each_column(row.point, field);
}

/// Calls visit(arm, log) for each patient and arm; returns how many patients there were before `stop`.
std::uint64_t simulate_courses(const store::StudyPlan& plan, const std::vector<std::uint64_t>& patients,
                               const base::StopToken& stop,
                               const std::function<void(int, const CourseLog&)>& visit) {
    std::uint64_t done = 0;
    for (const std::uint64_t patient : patients) {
        if (stop.stopped()) break;
        const Study& study = plan.study_of(patient);
        for (int arm = 0; arm < study.arm_count; ++arm) visit(arm, simulate_course(study, patient, arm));
        ++done;
    }
    return done;
}

}  // namespace

std::vector<std::uint64_t> evenly_spaced(const store::StudyPlan& plan, std::uint64_t count) {
    std::vector<std::uint64_t> patients;
    const std::uint64_t taken = std::min(count, plan.patients);
    if (taken == 0) return patients;
    const std::uint64_t each = plan.patients / taken;
    for (std::uint64_t i = 0; i < taken; ++i) patients.push_back(plan.first + i * each + each / 2);
    return patients;
}

SavedCourses save_courses(const std::filesystem::path& folder, const cohort::Cohort& cohort,
                          const store::StudyPlan& plan, const std::vector<std::uint64_t>& patients,
                          const base::StopToken& stop) {
    SavedCourses saved;
    if (!parquet_is_built()) {
        base::OutputFile file(folder / store::file_name::courses, base::Naming::later);
        file.write(store::course_csv_header());
        saved.patients = simulate_courses(plan, patients, stop, [&](int arm, const CourseLog& log) {
            file.write(store::course_csv_rows(cohort, arm, log, 0));
        });
        if (saved.patients < patients.size()) return saved;
        file.finish();
        saved.file = {store::file_name::courses, file.sha256(), file.bytes()};
        return saved;
    }
    ParquetTable<CourseRow> table(folder / store::file_name::courses_table, {},
                                  file_notes(cohort, plan, "courses of a few patients"));
    CourseRow row;
    saved.patients = simulate_courses(plan, patients, stop, [&](int arm, const CourseLog& log) {
        row.patient = log.outcome.patient;
        row.arm = cohort.arms[std::size_t(arm)].id;
        for (const CoursePoint& point : log.points) {
            row.point = point;
            table.add(row);
        }
    });
    if (saved.patients < patients.size()) return saved;
    table.file.finish({{"patients_done", std::to_string(saved.patients)}, {"interrupted", "false"}});
    saved.file = {store::file_name::courses_table, table.file.sha256(), table.file.bytes()};
    return saved;
}

}  // namespace twinarm::adam
