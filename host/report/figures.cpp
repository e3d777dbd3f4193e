// The charts of a report as files: Chromium draws the page, the page hands its charts over.
#include "host/report/figures.hpp"

#include <boost/beast/core/detail/base64.hpp>
#include <boost/beast/core/detail/base64.ipp>
#include <nlohmann/json.hpp>
#include <system_error>

#include "host/report/browser_run.hpp"
#include "host/run/errors.hpp"
#include "host/run/output_file.hpp"
#include "host/table/json_parts.hpp"

namespace twinarm {

namespace {

/// What stands in the element that the page fills when it is asked for its figures.
Json figures_in(const std::string& dom) {
    const std::string start = "<script type=\"application/json\" id=\"figures\">", end = "</script>";
    const std::size_t first = dom.find(start);
    const std::size_t last = first == std::string::npos ? first : dom.find(end, first);
    if (last == std::string::npos) return nullptr;
    return Json::parse(dom.substr(first + start.size(), last - first - start.size()), nullptr, false);
}

std::string from_base64(const std::string& text) {
    std::string bytes(boost::beast::detail::base64::decoded_size(text.size()), '\0');
    bytes.resize(boost::beast::detail::base64::decode(bytes.data(), text.data(), text.size()).first);
    return bytes;
}

}  // namespace

std::vector<std::string> write_figures(const std::filesystem::path& report,
                                       const std::filesystem::path& folder) {
    const std::string chromium = find_chromium();
    if (chromium.empty())
        throw DeviceError(
            "--figures: Chromium was not found, which draws them\n"
            "  Install chromium (Debian), or save single charts from the report in any browser.");
    std::error_code failed;
    std::filesystem::create_directories(folder, failed);
    if (failed) throw FileError(folder.string(), failed.message(), "Give another folder with --figures.");

    const std::string page = "file://" + std::filesystem::absolute(report).string() + "#figures";
    const Json figures = figures_in(run_browser(
        {chromium, "--window-size=1000,1200", "--virtual-time-budget=60000", "--dump-dom", page}));
    if (!figures.is_array() || figures.empty())
        throw DeviceError("--figures: Chromium (" + chromium +
                          ") did not draw the report\n  Open it to see why.");
    std::vector<std::string> names;
    for (const Json& figure : figures) {
        const std::string name = figure.at("name");
        write_file(folder / (name + ".svg"), figure.at("svg").get<std::string>());
        write_file(folder / (name + ".png"), from_base64(figure.at("png").get<std::string>()));
        names.push_back(name);
    }
    return names;
}

}  // namespace twinarm
