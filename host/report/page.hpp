// The report as one HTML page that asks for nothing outside of itself.
#pragma once

#include <string>

namespace twinarm::report {

/// Whether this program holds the chart library (d3) that a page embeds.
bool report_is_built();

/// The page around `data`, the JSON text of report_data. Throws DeviceError where the program was built
/// without d3.
std::string report_page(const std::string& title, const std::string& data);

}  // namespace twinarm::report
