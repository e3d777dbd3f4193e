// Everything that a report shows, as one JSON text.
#pragma once

#include <string>

#include "host/report/report_run.hpp"

namespace twinarm::report {

inline constexpr std::size_t default_report_sample = 200;

/// Reads the run's files once and simulates `sample` patients again. Throws FileError, DataError,
/// VerificationError.
std::string report_data(const ReportRun& run, std::size_t sample = default_report_sample);

}  // namespace twinarm::report
