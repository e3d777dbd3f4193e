// twinarm compare: runs side by side.
#include <memory>

#include "host/base/plain_text.hpp"
#include "host/cli/commands.hpp"
#include "host/cli/json_output.hpp"
#include "host/cli/progress.hpp"
#include "host/study/compare_runs.hpp"
#include "host/table/run_comparison.hpp"

namespace twinarm::cli {

namespace {

study::ExitCode compare(const std::vector<std::string>& folders, bool as_json) {
    const trial::RunComparison comparison = study::compare_runs(folders);
    if (as_json)
        print_json(table::comparison_json(comparison));
    else
        base::print_text(stdout, table::comparison_table(comparison, stdout_has_colour()));
    return study::ExitCode::ok;
}

}  // namespace

Verb compare_verb() {
    struct Options {
        std::vector<std::string> folders;
        bool json = false;
    };
    auto options = std::make_shared<Options>();
    Verb verb("compare", "Runs side by side: rates, survival, and how far each is from the first one");
    verb.argument("RUN", &options->folders,
                  "folders of runs or of endpoints; the others are compared with the first",
                  {.required = true});
    add_json_flag(verb, options->json);
    verb.footer =
        "Examples:\n  twinarm compare runs/head_to_head runs/head_to_head_melanoma\n"
        "  twinarm compare runs/select runs/select_unconfirmed --json";
    verb.action = [options] { return compare(options->folders, options->json); };
    return verb;
}

}  // namespace twinarm::cli
