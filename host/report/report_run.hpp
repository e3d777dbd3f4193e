// The run that a report is about.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "host/run/population_cohorts.hpp"

namespace twinarm {

struct ReportRun {
    std::filesystem::path folder;
    const Cohort& cohort;
    std::uint64_t first_patient, patients_done;
    const PopulationCohorts* populations = nullptr;  ///< of a run over several
    std::string version;                             ///< of the program that wrote it

    std::size_t arms() const { return cohort.arms.size(); }
    /// What a patient was simulated under: that of its population.
    const Study& study_of(std::uint64_t patient) const {
        if (populations == nullptr) return cohort.study;
        return populations->studies.at(populations->design.population_at(patient - first_patient));
    }
};

}  // namespace twinarm
