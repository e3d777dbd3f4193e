// twinarm endpoints: responses and virtual trials of a stored run under other rules.
#include <fmt/format.h>

#include <memory>

#include "host/cli/commands.hpp"
#include "host/cli/endpoints_words.hpp"
#include "host/cli/interrupt.hpp"
#include "host/cli/json_output.hpp"
#include "host/cli/options.hpp"
#include "host/run/errors.hpp"
#include "host/run/output_folder.hpp"
#include "host/run/plain_text.hpp"
#include "host/run/progress.hpp"
#include "host/store/run_folder.hpp"
#include "host/study/cost.hpp"
#include "host/study/endpoints.hpp"
#include "host/table/result_table.hpp"

namespace twinarm {

namespace {

struct EndpointsOptions {
    std::string folder, out;
    std::vector<std::string> set;
    bool force = false, quiet = false, json = false;
};

ExitCode endpoints(const EndpointsOptions& options) {
    const StoredRun run = read_stored_run(options.folder);
    Progress progress(run.record.patients_done, run.cohort.study.arm_count,
                      !options.quiet && stderr_is_terminal());
    const Endpoints found = run_endpoints(
        run, {options.set, options.out, options.force}, [&](std::uint64_t done) { progress.update(done); },
        watch_for_interrupt());
    progress.clear();
    if (found.rules.signal != 0) {
        fmt::print(stderr, "twinarm: interrupted: no endpoints from a part of the patients\n");
        return ExitCode(128 + found.rules.signal);
    }
    if (options.json)
        print_json(found.summary_text);
    else if (!options.quiet)
        print_text(stdout, result_table(found.cohort, found.summary,
                                        {found.rules.patients, false, stdout_has_colour()}) +
                               endpoints_text({run, found.cohort, options.set, found.rules}, options.out,
                                              stdout_has_colour()));
    return ExitCode::ok;
}

}  // namespace

Verb endpoints_verb() {
    auto options = std::make_shared<EndpointsOptions>();
    Verb verb("endpoints",
              "Responses and virtual trials of a run under other rules, treatment as it was given");
    verb.argument("RUN", &options->folder, "folder of the run", {.required = true});
    verb.option("--set", &options->set,
                "PATH=VALUE: another rule of [assessment] or [trial], as for run; may be repeated",
                {.value_name = "PATH=VALUE", .one_at_a_time = true});
    verb.option("-o,--out", &options->out, "folder for the results; nothing is written where not given");
    verb.option("-f,--force", &options->force, "replace the results in a folder that is not empty");
    verb.option("-q,--quiet", &options->quiet, "no progress and no table");
    add_json_flag(verb, options->json);
    verb.footer =
        "Examples:\n  twinarm endpoints runs/select --set assessment.confirmation=none\n"
        "  twinarm endpoints runs/select --set assessment.criteria=WHO --set trial.n=60 -o runs/select_who\n"
        "  twinarm endpoints runs/select --set assessment.reader_cv=0.1 --set trial.between_trial_sd=0";
    verb.action = [options] { return endpoints(*options); };
    return verb;
}

}  // namespace twinarm
