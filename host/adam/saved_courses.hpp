// `run --save courses`: the whole courses of a few patients, simulated again once the run is done.
#pragma once

#include <filesystem>
#include <optional>
#include <vector>

#include "host/base/stop_token.hpp"
#include "host/store/course_spool.hpp"
#include "host/store/run_record.hpp"

namespace twinarm::adam {

/// Addresses of `count` patients of a run, evenly spaced; all of them where it has fewer.
std::vector<std::uint64_t> evenly_spaced(const store::StudyPlan& plan, std::uint64_t count);

struct SavedCourses {
    std::uint64_t patients = 0;               ///< whose courses were simulated
    std::optional<store::OutputRecord> file;  ///< none where `stop` ended it early
};

/// Simulates the courses that the spool has not, then writes all of them as courses.parquet, or courses.csv
/// where the program was built without Arrow: every point in time of every arm. The file is named later. One
/// that an earlier process completed stays as it is; one that it only began is written from its beginning,
/// since a Parquet file cannot go on.
/// Throws FileError, VerificationError, DataError where the spool has more patients.
SavedCourses save_courses(const std::filesystem::path& folder, const cohort::Cohort& cohort,
                          const store::StudyPlan& plan, const std::vector<std::uint64_t>& patients,
                          store::CourseSpool& spool, const base::StopToken& stop);

}  // namespace twinarm::adam
