// A patient simulated again must be the one that the run holds.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "host/store/stored_run.hpp"
#include "kernels/launch/simulate_course.hpp"

namespace twinarm::store {

/// One fact of a patient in an arm, in words: as the run has it, and as it is now.
struct StoredAndNow {
    std::string arm, stored, now;
};

/// Whether a patient simulated alone has the bits that it has in a run. Not in the fast build, which
/// contracts products and sums in lanes but not in one patient's course.
bool has_the_bits_of_a_run();

/// Throws VerificationError with every fact that differs, and the line that shows the first, where
/// has_the_bits_of_a_run().
void require_same(const std::filesystem::path& folder, const RunRecord& record, std::uint64_t patient,
                  const std::vector<StoredAndNow>& facts);

/// The course of a patient of a stored run in one arm, simulated again.
struct CourseAgain {
    int arm = 0;
    CourseLog log;
    std::string row;     ///< of patients.csv, from the outcome of `log`
    std::string stored;  ///< as the run has it

    bool same() const { return row == stored; }
};

/// A patient of a stored run, simulated again.
struct PatientAgain {
    std::uint64_t patient = 0;
    CohortOfPatient of;
    std::vector<CourseAgain> courses;
};

/// The same of every row.
void require_same(const StoredRun& run, const PatientAgain& again);

}  // namespace twinarm::store
