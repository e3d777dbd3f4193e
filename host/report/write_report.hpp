// A stored run as one HTML page in a file, or as the numbers of its charts.
#pragma once

#include <filesystem>

#include "host/report/report_data.hpp"
#include "host/store/stored_run.hpp"

namespace twinarm::report {

/// report_data of a stored run. Throws UsageError where the run cannot be simulated again, and as
/// report_data.
std::string stored_report_data(const store::StoredRun& run, std::size_t sample = default_report_sample);

/// Returns the size of `file` in bytes. Throws UsageError where the run cannot be simulated again, and as
/// report_data and report_page.
std::size_t write_report(const store::StoredRun& run, const std::filesystem::path& file,
                         std::size_t sample = default_report_sample);

}  // namespace twinarm::report
