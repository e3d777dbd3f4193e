// twinarm merge: the shards of a run put together.
#include <memory>

#include "host/cli/commands.hpp"
#include "host/cli/interrupt.hpp"
#include "host/cli/json_output.hpp"
#include "host/cli/progress.hpp"
#include "host/cli/saved_run_output.hpp"
#include "host/study/merge_shards.hpp"

namespace twinarm::cli {

Verb merge_verb() {
    struct Options {
        std::string run;
        int threads = 0;
        bool force = false;
        OutputOptions output;
    };
    auto options = std::make_shared<Options>();
    Verb verb("merge", "Put the shards of a run together: the results of one process");
    verb.argument("RUN", &options->run, "folder of the run (the --out of its shards)", {.required = true});
    verb.option("--threads", &options->threads, "CPU threads; 0: one per core",
                {.range = {{0, 4096}}, .show_default = true});
    verb.option("-f,--force", &options->force, "replace the results of an earlier merge");
    verb.option("-q,--quiet", &options->output.quiet, "no progress and no table");
    add_json_flag(verb, options->output.json);
    verb.footer =
        "The shards stay in RUN/shards. A shard that is missing is named with the command that makes it.\n"
        "Example:\n  twinarm merge results";
    verb.action = [options] {
        const study::Merge merge = study::prepare_merge(options->run, options->force, options->threads);
        ProgressLine progress(merge.plan.patients, merge.plan.arm_count(),
                              !options->output.quiet && stderr_is_terminal());
        const study::SavedRun run = study::merge_shards(
            merge, [&](std::uint64_t done) { progress.update(done); }, watch_for_interrupt());
        progress.clear();
        return print_saved_run(merge.cohort, merge.plan, merge.request, run, options->output);
    };
    return verb;
}

}  // namespace twinarm::cli
