// A run on disk, read again: its cohort, its record, and a patient's row.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "host/cohort/cohort.hpp"
#include "host/cohort/population_studies.hpp"
#include "host/cohort/populations.hpp"
#include "host/store/patients_csv.hpp"
#include "host/store/run_record.hpp"

namespace twinarm::store {

struct StoredRun {
    std::filesystem::path folder;
    RunRecord record;
    cohort::Cohort cohort;
    std::optional<cohort::Populations> populations;  ///< set for a run over several
    cohort::PopulationPlaces places;                 ///< whose patients are whose; of one population, too

    /// Of a patient of the run.
    std::size_t population_of(std::uint64_t patient) const {
        return places.population_at(patient - record.first_patient);
    }
};

/// Throws UsageError where another process writes to the folder; FileError, VerificationError, DataError or
/// CohortError where a file is missing, changed, or what no run could have written.
StoredRun read_stored_run(const std::filesystem::path& folder);

/// The run's populations over `cohort` (its own, or with other rules).
cohort::PopulationStudies populations_of(const StoredRun& run, const cohort::Cohort& cohort);

/// Throws UsageError where the folder holds endpoints under other rules: its patients cannot be simulated
/// again.
void require_simulated(const StoredRun& run);

/// Throws UsageError where the run does not hold the patient.
void require_patient(const StoredRun& run, std::uint64_t patient);

/// A patient's cohort and row: those of its population, where the run is over several.
struct CohortOfPatient {
    cohort::Cohort cohort;
    std::optional<std::string> population;

    /// As append_patient_row.
    std::string row(const Outcome& outcome) const;
};
CohortOfPatient cohort_of_patient(const StoredRun& run, std::uint64_t patient);

/// A patient that completed, in one arm.
struct ArmResponse {
    std::uint64_t patient;
    bool responder;
    bool complete = false;  ///< CR
};
/// Of patients.csv, by arm, in order of its rows. Throws FileError, DataError.
std::vector<std::vector<ArmResponse>> stored_responses(const StoredRun& run);

/// What patients.csv of the run holds. `run` must outlive it.
PatientsFile patients_file(const StoredRun& run);

/// The rows of a patient in patients.csv, arm after arm, each with its end of line. Throws FileError,
/// DataError, VerificationError.
std::vector<std::string> stored_rows(const StoredRun& run, std::uint64_t patient);

}  // namespace twinarm::store
