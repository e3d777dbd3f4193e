// The run that a report is about.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "host/cohort/population_studies.hpp"
#include "host/store/run_record.hpp"

namespace twinarm::report {

struct ReportRun {
    std::filesystem::path folder;
    const cohort::Cohort& cohort;
    const store::RunRecord& record;
    const cohort::PopulationStudies& populations;

    std::size_t arms() const { return cohort.arms.size(); }
    bool over_populations() const { return populations.design.named(); }
    /// What a patient was simulated under: that of its population; as Studies::at.
    const Study& study_of(std::uint64_t patient, cohort::StudySpace& space) const {
        return populations.study_at(patient - record.first_patient, space);
    }
};

}  // namespace twinarm::report
