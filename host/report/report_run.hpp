// The run that a report is about.
#pragma once

#include <cstdint>
#include <filesystem>

#include "host/cohort/cohort.hpp"

namespace twinarm {

struct ReportRun {
    std::filesystem::path folder;
    const Cohort& cohort;
    std::uint64_t first_patient, patients_done;

    std::size_t arms() const { return cohort.arms.size(); }
};

}  // namespace twinarm
