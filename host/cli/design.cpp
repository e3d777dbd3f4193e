// twinarm design: the best doses, schedules and properties of a molecule, for what a cohort file wants.
#include <fmt/format.h>

#include <memory>
#include <nlohmann/json.hpp>
#include <optional>

#include "host/base/output_file.hpp"
#include "host/base/plain_text.hpp"
#include "host/cli/commands.hpp"
#include "host/cli/interrupt.hpp"
#include "host/cli/json_output.hpp"
#include "host/cli/options.hpp"
#include "host/cli/progress.hpp"
#include "host/cli/report_error.hpp"
#include "host/report/design_page.hpp"
#include "host/report/page.hpp"
#include "host/study/design.hpp"
#include "host/table/design_table.hpp"

namespace twinarm::cli {

namespace {

struct DesignOptions {
    study::CohortOptions cohort;
    study::EngineOptions engine;
    std::string populations, csv, page;
    bool json = false;
};

study::ExitCode design(const DesignOptions& options) {
    if (!options.page.empty()) report::require_report();
    std::optional<ProgressLine> line;
    const auto progress = [&](std::uint64_t done, std::uint64_t of) {
        if (!line) line.emplace(of, 1, stderr_is_terminal());
        line->update(done);
    };
    const study::DesignSearch search =
        study::run_design(options.cohort, options.engine, {options.populations, {options.csv, options.page}},
                          progress, watch_for_interrupt());
    if (line) line->clear();
    report_warnings(search.warnings);
    const nlohmann::ordered_json json = table::design_json(search.report);
    if (options.json)
        print_json(json);
    else
        base::print_text(stdout, table::design_table(search.report, stdout_has_colour()));
    const bool whole = search.report.signal == 0;
    const base::Naming naming = whole ? base::Naming::when_finished : base::Naming::later;
    if (!options.csv.empty()) base::write_file(options.csv, table::design_csv(search.report), naming);
    if (!options.page.empty())
        base::write_file(options.page, report::design_page(search.report.title, json), naming);
    if (whole) return study::ExitCode::ok;
    base::print_message("twinarm: interrupted: {} designs were simulated\n", search.report.points.size());
    return study::ExitCode(128 + search.report.signal);
}

}  // namespace

Verb design_verb() {
    auto options = std::make_shared<DesignOptions>();
    Verb verb("design",
              "The best doses, schedules or molecule in given ranges, for what [design] of a file wants");
    add_options(verb, options->cohort);
    add_populations_option(verb, options->populations, "those that the cohort names");
    add_options(verb, options->engine);
    verb.option("--csv", &options->csv, "file for every simulated design as CSV", {.file = true});
    verb.option("--page", &options->page, "file for the result as one HTML page", {.file = true});
    add_json_flag(verb, options->json);
    verb.footer =
        "Example:\n  twinarm design cohorts/design_nktr214.toml --csv design.csv --page design.html";
    verb.action = [options] { return design(*options); };
    return verb;
}

}  // namespace twinarm::cli
