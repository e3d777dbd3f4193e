// What a study would take, as plain data.
#pragma once

#include <cstdint>

namespace twinarm::store {

/// A few patients of a run, simulated and written as it would, to see how long they take and how large their
/// files are.
struct Pilot {
    std::uint64_t patients = 0;
    double seconds = 0;    ///< of simulation and rows, tables too
    double rate = 0;       ///< patients a second of the simulation alone, which decides how large chunks are
    double row_bytes = 0;  ///< of patients.csv and outcomes.bin, a patient
    double table_bytes = 0;      ///< of the tables, a patient
    double table_seconds = 0;    ///< to complete the tables, a patient
    double course_bytes = 0;     ///< of the file of courses, a patient
    double course_seconds = 0;   ///< to simulate and write courses, a patient
    double trial_bytes = 0;      ///< of trials.csv and its table, a trial
    double trial_seconds = 0;    ///< to draw a trial
    double summary_seconds = 0;  ///< to sum a run up, a population
    double seconds_per_patient() const { return patients == 0 ? 0 : seconds / double(patients); }
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
