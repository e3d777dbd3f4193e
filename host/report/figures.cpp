// The charts of a report as files: Chromium draws the page, and the page exports its charts.
#include "host/report/figures.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/beast/core/detail/base64.hpp>
#include <boost/beast/core/detail/base64.ipp>
#include <nlohmann/json.hpp>
#include <system_error>

#include "host/base/errors.hpp"
#include "host/base/output_file.hpp"
#include "host/report/browser_run.hpp"
#include "host/store/json_parts.hpp"

namespace twinarm::report {

namespace {

/// The text of the element that the page fills, its last one, when it is asked for its figures.
store::Json element_in(const std::string& dom) {
    const std::string start = "<pre id=\"figures\" hidden=\"\">", end = "</pre>";
    const std::size_t first = dom.rfind(start);
    const std::size_t last = first == std::string::npos ? first : dom.find(end, first);
    if (last == std::string::npos) return nullptr;
    return store::Json::parse(dom.substr(first + start.size(), last - first - start.size()), nullptr, false);
}

std::string from_base64(const std::string& text) {
    std::string bytes(boost::beast::detail::base64::decoded_size(text.size()), '\0');
    bytes.resize(boost::beast::detail::base64::decode(bytes.data(), text.data(), text.size()).first);
    return bytes;
}

[[noreturn]] void refuse(const std::string& cause) {
    throw base::DataError("--figures: " + cause +
                          "\n  No chart was written. The run was changed; run the cohort again.");
}

std::string text_at(const store::Json& figure, const char* key) {
    if (!figure.is_object() || !figure.contains(key) || !figure.at(key).is_string())
        refuse("what the page returned is not a list of charts");
    return figure.at(key).get<std::string>();
}

/// file:///path with every letter escaped that could end the path or mean something in it.
std::string file_address(const std::filesystem::path& file) {
    std::string address = "file://";
    for (const char letter : std::filesystem::absolute(file).string())
        if (std::isalnum(static_cast<unsigned char>(letter)) ||
            std::string("/-_.~").find(letter) != std::string::npos)
            address += letter;
        else
            address += fmt::format("%{:02X}", static_cast<unsigned char>(letter));
    return address;
}

}  // namespace

std::vector<Figure> figures_in(const std::string& dom, const std::vector<std::string>& known) {
    const store::Json list = element_in(dom);
    if (!list.is_array()) return {};
    std::vector<Figure> figures;
    for (const store::Json& one : list) {
        const std::string name = text_at(one, "name");
        if (std::find(known.begin(), known.end(), name) == known.end())
            refuse("this program draws no chart called `" + name + "`");
        for (const Figure& before : figures)
            if (before.name == name) refuse("the page returned the chart " + name + " twice");
        figures.push_back({name, text_at(one, "svg"), from_base64(text_at(one, "png"))});
    }
    return figures;
}

WrittenFigures write_figures(const std::filesystem::path& report, const std::filesystem::path& folder,
                             const std::vector<std::string>& known) {
    const std::string chromium = find_chromium();
    if (chromium.empty())
        throw base::DeviceError(
            "--figures: Chromium was not found, which draws them\n"
            "  Install chromium (Debian), or save single charts from the report in any browser.");
    std::error_code failed;
    std::filesystem::create_directories(folder, failed);
    if (failed)
        throw base::FileError(folder.string(), failed.message(), "Give another folder with --figures.");

    WrittenFigures written{{}, why_no_sandbox()};
    const std::vector<Figure> figures =
        figures_in(run_browser({chromium, "--window-size=1000,1200", "--virtual-time-budget=60000",
                                "--dump-dom", file_address(report) + "#figures"},
                               written.warning.empty()),
                   known);
    if (figures.empty())
        throw base::DeviceError("--figures: Chromium (" + chromium +
                                ") did not draw the report\n  Open it to see why.");
    for (const Figure& figure : figures) {
        base::write_file(folder / (figure.name + ".svg"), figure.svg);
        base::write_file(folder / (figure.name + ".png"), figure.png);
        written.names.push_back(figure.name);
    }
    return written;
}

}  // namespace twinarm::report
