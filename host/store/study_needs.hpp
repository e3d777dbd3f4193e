// What a study would take, as plain data.
#pragma once

#include <cstdint>

namespace twinarm::store {

/// The first patients of a run, simulated to see how long they take.
struct Pilot {
    std::uint64_t patients = 0;
    double seconds = 0;
    double row_bytes = 0;  ///< of patients.csv and outcomes.bin, a patient and arm
};

struct StudyNeeds {
    Pilot pilot;
    double seconds = 0;
    std::uint64_t memory_bytes = 0;
    double disk_bytes = 0;                     ///< of all files
    double table_bytes = 0, course_bytes = 0;  ///< of it
    std::uint64_t free_bytes = 0;              ///< at the folder; 0 where the system does not say
};

}  // namespace twinarm::store
