// What a run would take, before anything runs: time from a pilot, memory and disk from its size.
#pragma once

#include <cstdint>

#include "host/study/save_run.hpp"

namespace twinarm::study {

/// The first patients of a run, simulated to see how long they take.
struct Pilot {
    std::uint64_t patients = 0;
    double seconds = 0;
    double row_bytes = 0;  ///< of patients.csv and outcomes.bin, a patient and arm
};

struct Needs {
    Pilot pilot;
    double seconds = 0;
    std::uint64_t memory_bytes = 0;
    double disk_bytes = 0;                     ///< of all files
    double table_bytes = 0, course_bytes = 0;  ///< of it
    std::uint64_t free_bytes = 0;              ///< at the folder; 0 where the system does not say
};

/// Simulates a pilot; more patients of it where they are too quick to time.
Needs estimate_needs(const cohort::Cohort& cohort, const store::StudyPlan& plan, const SaveRequest& request);

}  // namespace twinarm::study
