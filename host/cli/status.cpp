// twinarm status: how far a run is, one process or many.
#include <memory>

#include "host/base/plain_text.hpp"
#include "host/cli/commands.hpp"
#include "host/cli/json_output.hpp"
#include "host/study/run_status.hpp"
#include "host/table/status_table.hpp"

namespace twinarm::cli {

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
        const store::RunStatus status = study::run_status(options->run);
        if (options->json)
            print_json(table::status_json(options->run, status));
        else
            base::print_text(stdout, table::status_table(options->run, status));
        return study::ExitCode::ok;
    };
    return verb;
}

}  // namespace twinarm::cli
