// The charts of a report as files: Chromium draws the page, the page hands its charts over.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace twinarm {

/// Writes every chart of the page `report` to `folder` as NAME.svg and NAME.png; returns the names. Throws
/// DeviceError where there is no Chromium, FileError where a file cannot be written.
std::vector<std::string> write_figures(const std::filesystem::path& report,
                                       const std::filesystem::path& folder);

}  // namespace twinarm
