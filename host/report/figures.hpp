// The charts of a report as files: Chromium draws the page, and the page exports its charts.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace twinarm::report {

/// One chart as the page hands it over.
struct Figure {
    std::string name;  ///< one of chart_names()
    std::string svg;
    std::string png;  ///< its bytes
};

/// What the page wrote into its own document, empty where it wrote nothing. Throws DataError where it is no
/// list of this program's charts, each once.
std::vector<Figure> figures_in(const std::string& dom, const std::vector<std::string>& known);

struct WrittenFigures {
    std::vector<std::string> names;
    std::string warning;  ///< why Chromium drew them without its sandbox; empty where it had it
};

/// Writes every chart of the page `report` to `folder` as NAME.svg and NAME.png. Throws
/// DeviceError where there is no Chromium, DataError where the page names a chart that this program does not
/// have, FileError where a file cannot be written.
WrittenFigures write_figures(const std::filesystem::path& report, const std::filesystem::path& folder,
                             const std::vector<std::string>& known);

}  // namespace twinarm::report
