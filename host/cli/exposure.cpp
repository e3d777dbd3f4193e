// twinarm exposure: response and toxicity of every arm of a run by exposure.
#include <memory>
#include <nlohmann/json.hpp>

#include "host/base/output_file.hpp"
#include "host/base/plain_text.hpp"
#include "host/cli/commands.hpp"
#include "host/cli/json_output.hpp"
#include "host/cli/progress.hpp"
#include "host/store/result_names.hpp"
#include "host/store/results_kept.hpp"
#include "host/study/exposure_of_run.hpp"
#include "host/table/exposure_table.hpp"

namespace twinarm::cli {

namespace {

constexpr double most_bins = 100;

struct ExposureOptions {
    std::string folder, arm, csv;
    int bins = 4;
    bool json = false;
};

study::ExitCode exposure(const ExposureOptions& options) {
    if (!options.csv.empty()) store::require_kept(options.csv, store::result_paths(options.folder));
    const store::StoredRun run = store::read_stored_run(options.folder);
    const trial::ExposureReport report = study::exposure_of_run(run, options.arm, std::size_t(options.bins));
    if (!options.csv.empty()) base::write_file(options.csv, table::exposure_csv(report));
    if (options.json)
        print_json(table::exposure_json(report));
    else
        base::print_text(stdout, table::exposure_table(report, stdout_has_colour()));
    return study::ExitCode::ok;
}

}  // namespace

Verb exposure_verb() {
    auto options = std::make_shared<ExposureOptions>();
    Verb verb("exposure", "Response, CR and hypotension of every arm of a run by exposure to its drugs");
    verb.argument("RUN", &options->folder, "folder of the run", {.required = true});
    verb.option("--arm", &options->arm, "id of one arm; default: all, and arms of the same drugs together");
    verb.option("--bins", &options->bins, "groups of equal numbers of patients",
                {.range = {{2, most_bins}}, .show_default = true});
    verb.option("--csv", &options->csv, "file for the bins and fits as CSV", {.file = true});
    add_json_flag(verb, options->json);
    verb.footer =
        "Examples:\n  twinarm exposure runs/excel\n"
        "  twinarm exposure runs/head_to_head --arm aldesleukin --bins 10 --csv exposure.csv";
    verb.action = [options] { return exposure(*options); };
    return verb;
}

}  // namespace twinarm::cli
