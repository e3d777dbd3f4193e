// twinarm status: how far a run is, one process or many.
#include <memory>

#include "host/base/plain_text.hpp"
#include "host/cli/commands.hpp"
#include "host/cli/json_output.hpp"
#include "host/store/shard_folders.hpp"
#include "host/study/run_status.hpp"
#include "host/table/status_table.hpp"

namespace twinarm::cli {

namespace {

table::StatusFacts facts_of(const std::string& run, const study::RunStatus& status) {
    table::StatusFacts facts{run,
                             status.study,
                             status.patients,
                             status.patients_done,
                             status.merged,
                             status.patients_per_second(),
                             status.seconds_left(),
                             {}};
    for (const study::PartStatus& part : status.parts)
        facts.parts.push_back({part.shard, study::name_of(part.state), part.patients, part.patients_done,
                               part.holder,
                               part.state == study::PartState::complete || part.shard.is_whole()
                                   ? ""
                                   : store::shard_command(run, part.shard)});
    return facts;
}

}  // namespace

Verb status_verb() {
    struct Options {
        std::string run;
        bool json = false;
    };
    auto options = std::make_shared<Options>();
    Verb verb("status", "How far a run is: patients done, rate, time left, shards that are missing");
    verb.argument("RUN", &options->run, "folder of the run (its --out or --resume)", {.required = true});
    add_json_flag(verb, options->json);
    verb.footer = "Example:\n  twinarm status results";
    verb.action = [options] {
        const table::StatusFacts facts = facts_of(options->run, study::run_status(options->run));
        if (options->json)
            print_json(table::status_json(facts));
        else
            base::print_text(stdout, table::status_table(facts));
        return study::ExitCode::ok;
    };
    return verb;
}

}  // namespace twinarm::cli
