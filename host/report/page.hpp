// The report as one self-contained HTML page.
#pragma once

#include <string>

namespace twinarm::report {

/// Whether this program holds the chart library (d3) that a page embeds.
bool report_is_built();
/// Throws DeviceError where it does not.
void require_report();

/// Which charts a page draws: those of a run, or those of a design.
enum class PageKind { run, design };

/// The page around `data`, the JSON text of report_data or of design_page. Throws as require_report.
std::string report_page(const std::string& title, const std::string& data, PageKind kind = PageKind::run);

}  // namespace twinarm::report
