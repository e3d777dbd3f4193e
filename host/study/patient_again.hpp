// One patient of a stored run, simulated again and compared with its rows.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "host/store/stored_run.hpp"
#include "kernels/launch/simulate_course.hpp"

namespace twinarm::study {

struct CourseAgain {
    int arm = 0;
    CourseLog log;
    std::string row;     ///< of patients.csv, from the outcome of `log`
    std::string stored;  ///< as the run has it

    bool same() const { return row == stored; }
};

struct PatientAgain {
    std::uint64_t patient = 0;
    store::CohortOfPatient of;
    std::vector<CourseAgain> courses;
};

/// The patient in the arm with this id, or in every arm where it is empty. Throws UsageError where the run
/// has no such patient or arm or cannot be simulated again, FileError or DataError where its files are
/// missing or damaged.
PatientAgain simulate_again(const store::StoredRun& run, std::uint64_t patient, const std::string& arm_id);

/// Throws VerificationError with both rows where a course differs from what is stored, but for the fast build
/// (store::has_the_bits_of_a_run).
void require_same(const store::StoredRun& run, const PatientAgain& again);

}  // namespace twinarm::study
