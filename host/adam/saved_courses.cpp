// `run --save courses`.
#include "host/adam/saved_courses.hpp"

#include <algorithm>

#include "host/adam/file_notes.hpp"
#include "host/adam/parquet_table.hpp"
#include "host/base/errors.hpp"
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

/// Those that the spool has not, until `stop`.
void simulate_courses(const store::StudyPlan& plan, const std::vector<std::uint64_t>& patients,
                      store::CourseSpool& spool, const base::StopToken& stop) {
    cohort::StudySpace space;
    while (spool.patients() < patients.size() && !stop.stopped()) {
        const std::uint64_t patient = patients[std::size_t(spool.patients())];
        const Study& study = plan.study_of(patient, space);
        std::vector<CourseLog> arms;
        for (int arm = 0; arm < study.arm_count; ++arm) arms.push_back(simulate_course(study, patient, arm));
        spool.add(arms);
    }
    spool.keep();
}

/// Writes the courses of the spool with write(patient, arm, points).
template <class Write>
void write_courses(const std::vector<std::uint64_t>& patients, store::CourseSpool& spool, int arms,
                   const base::StopToken& stop, const Write& write) {
    spool.for_each(
        arms,
        [&](std::uint64_t nth, int arm, const std::vector<CoursePoint>& points) {
            write(patients[std::size_t(nth)], arm, points);
        },
        [&] { return !stop.stopped(); });
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
                          store::CourseSpool& spool, const base::StopToken& stop) {
    if (spool.patients() > patients.size())
        throw base::DataError((folder / store::file_name::course_journal).string() +
                              ": has more courses than the run\n  It was changed; remove it.");
    simulate_courses(plan, patients, spool, stop);
    SavedCourses saved;
    saved.patients = spool.patients();
    const int arms = plan.arm_count();
    const char* const name = parquet_is_built() ? store::file_name::courses_table : store::file_name::courses;
    if (saved.patients == patients.size() && !stop.stopped()) saved.file = spool.file();
    if (saved.file && saved.file->name == name) return saved;
    saved.file.reset();
    if (!parquet_is_built()) {
        base::OutputFile file(folder / name, base::Naming::later);
        file.write(store::course_csv_header());
        CourseLog log;
        write_courses(patients, spool, arms, stop,
                      [&](std::uint64_t patient, int arm, const std::vector<CoursePoint>& points) {
                          log.outcome.patient = patient;
                          log.points = points;
                          file.write(store::course_csv_rows(cohort, arm, log, 0));
                      });
        if (stop.stopped()) return saved;
        file.finish();
        saved.file = {name, file.sha256(), file.bytes()};
        spool.keep_file(*saved.file);
        return saved;
    }
    ParquetTable<CourseRow> table(folder / name, {}, file_notes(cohort, plan, "courses of a few patients"));
    CourseRow row;
    write_courses(patients, spool, arms, stop,
                  [&](std::uint64_t patient, int arm, const std::vector<CoursePoint>& points) {
                      row.patient = patient;
                      row.arm = cohort.arms[std::size_t(arm)].id;
                      for (const CoursePoint& point : points) {
                          row.point = point;
                          table.add(row);
                      }
                  });
    if (stop.stopped()) return saved;
    table.file.finish({{"patients_done", std::to_string(saved.patients)}, {"interrupted", "false"}});
    saved.file = {name, table.file.sha256(), table.file.bytes()};
    spool.keep_file(*saved.file);
    return saved;
}

}  // namespace twinarm::adam
