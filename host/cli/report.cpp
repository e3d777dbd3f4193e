// twinarm report: a run as one HTML page.
#include <fmt/format.h>

#include <memory>
#include <nlohmann/json.hpp>

#include "host/base/number_text.hpp"
#include "host/base/plain_text.hpp"
#include "host/cli/commands.hpp"
#include "host/cli/json_output.hpp"
#include "host/cli/options.hpp"
#include "host/report/chart_names.hpp"
#include "host/report/figures.hpp"
#include "host/report/page.hpp"
#include "host/report/write_report.hpp"
#include "host/store/result_names.hpp"
#include "host/store/results_kept.hpp"
#include "host/table/result_table.hpp"

namespace twinarm::cli {

namespace {

struct ReportOptions {
    std::string folder, file = "report.html", figures;
    std::uint64_t sample = report::default_report_sample;
    bool json = false;
};

study::ExitCode report(const ReportOptions& options) {
    report::require_report();
    const store::StoredRun run = store::read_stored_run(options.folder);
    store::require_kept(options.file, store::result_paths(run.folder));
    const std::vector<std::string> charts = report::chart_names(run.cohort.drugs);
    if (!options.figures.empty())
        for (const std::string& chart : charts)
            for (const char* ending : {".svg", ".png"})
                store::require_kept(std::filesystem::path(options.figures) / (chart + ending),
                                    store::result_paths(run.folder));
    const std::size_t bytes = report::write_report(run, options.file, std::size_t(options.sample));
    const store::RunRecord& record = run.record;
    if (!options.json)
        fmt::print(
            "{}: {}\n{}", options.file, base::bytes_in_words(double(bytes)),
            table::interrupted_line(record.interrupted, record.patients_done, record.patients_planned));
    report::WrittenFigures figures;
    if (!options.figures.empty()) figures = report::write_figures(options.file, options.figures, charts);
    if (!figures.warning.empty()) base::print_message("twinarm: {}; it ran without one\n", figures.warning);
    if (options.json)
        print_json(nlohmann::ordered_json{{"file", options.file},
                                          {"bytes", bytes},
                                          {"patients", record.patients_done},
                                          {"patients_planned", record.patients_planned},
                                          {"interrupted", record.interrupted},
                                          {"figures", options.figures},
                                          {"charts", figures.names}});
    else if (!options.figures.empty())
        fmt::print("{}: {} charts, SVG and PNG\n", options.figures, figures.names.size());
    return study::ExitCode::ok;
}

}  // namespace

Verb report_verb() {
    auto options = std::make_shared<ReportOptions>();
    Verb verb("report", "Write a run as one HTML page that opens offline and prints");
    verb.argument("RUN", &options->folder, "folder of the run", {.required = true});
    verb.option("-o,--output", &options->file, "file to write; an existing file is replaced",
                {.file = true, .show_default = true});
    verb.option("--figures", &options->figures,
                "folder for the charts as SVG and PNG; needs Chromium, which draws them", {.file = true});
    verb.option("--sample", &options->sample,
                "patients simulated again for time courses, dose fates and pathways",
                {.range = {{10, 5000}}, .show_default = true});
    add_json_flag(verb, options->json);
    verb.footer =
        "Examples:\n  twinarm report runs/head_to_head -o report.html\n"
        "  twinarm report runs/head_to_head -o report.html --figures figures";
    verb.action = [options] { return report(*options); };
    return verb;
}

}  // namespace twinarm::cli
