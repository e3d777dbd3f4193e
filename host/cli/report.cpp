// twinarm report: a run as one page that people look at.
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "host/cli/commands.hpp"
#include "host/cli/json_output.hpp"
#include "host/cli/options.hpp"
#include "host/cli/stored_run.hpp"
#include "host/report/figures.hpp"
#include "host/report/page.hpp"
#include "host/report/report_data.hpp"
#include "host/run/number_text.hpp"
#include "host/run/output_file.hpp"

namespace twinarm {

namespace {

struct ReportOptions {
    std::string folder, file = "report.html", figures;
    std::uint64_t sample = default_report_sample;
    bool json = false;
};

ExitCode report(const ReportOptions& options) {
    if (!report_is_built()) report_page("", "");  // says what is missing
    const StoredRun run = read_stored_run(options.folder);
    require_simulated(run);
    const std::optional<PopulationCohorts> populations = populations_of(run, run.cohort);
    const ReportRun source{run.folder,
                           run.cohort,
                           run.record.first_patient,
                           run.record.patients_done,
                           populations ? &*populations : nullptr,
                           run.record.version};
    const std::string page = report_page(run.cohort.title, report_data(source, std::size_t(options.sample)));
    write_file(options.file, page);
    if (!options.json) fmt::print("{}: {}\n", options.file, bytes_in_words(double(page.size())));
    std::vector<std::string> charts;
    if (!options.figures.empty()) charts = write_figures(options.file, options.figures);
    if (options.json)
        print_json(nlohmann::ordered_json{{"file", options.file},
                                          {"bytes", page.size()},
                                          {"figures", options.figures},
                                          {"charts", charts}});
    else if (!options.figures.empty())
        fmt::print("{}: {} charts, SVG and PNG\n", options.figures, charts.size());
    return ExitCode::ok;
}

}  // namespace

void add_report(CLI::App& app, ExitCode& exit) {
    auto options = std::make_shared<ReportOptions>();
    CLI::App* verb =
        app.add_subcommand("report", "Write a run as one HTML page that opens offline and prints");
    verb->add_option("RUN", options->folder, "folder of the run")->required();
    verb->add_option("-o,--output", options->file, "file to write; one that is there is replaced")
        ->capture_default_str();
    verb->add_option("--figures", options->figures,
                     "folder for the charts as SVG and PNG; needs Chromium, which draws them");
    verb->add_option("--sample", options->sample,
                     "patients simulated again for time courses, dose fates and pathways")
        ->check(CLI::Range(std::uint64_t(10), std::uint64_t(5000)))
        ->capture_default_str();
    add_json_flag(*verb, options->json);
    verb->footer(
        "Examples:\n  twinarm report runs/head_to_head -o report.html\n"
        "  twinarm report runs/head_to_head -o report.html --figures figures");
    verb->callback([options, &exit] { exit = report(*options); });
}

}  // namespace twinarm
