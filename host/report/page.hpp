// The report as one self-contained HTML page.
#pragma once

#include <string>

namespace twinarm::report {

/// Whether this program holds the chart library (d3) that a page embeds.
bool report_is_built();
/// Throws DeviceError where it does not.
void require_report();

/// The page around `data`, the JSON text of report_data. Throws as require_report.
std::string report_page(const std::string& title, const std::string& data);

}  // namespace twinarm::report
