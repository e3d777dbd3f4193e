// twinarm check: all errors of cohort files.
#include <fmt/format.h>

#include <memory>
#include <nlohmann/json.hpp>

#include "host/base/number_text.hpp"
#include "host/base/plain_text.hpp"
#include "host/cli/commands.hpp"
#include "host/cli/json_output.hpp"
#include "host/cli/options.hpp"
#include "host/cli/report_error.hpp"
#include "host/cohort/read_cohort.hpp"
#include "host/cohort/settable_paths.hpp"
#include "host/study/design.hpp"
#include "host/study/plan_populations.hpp"

namespace twinarm::cli {

namespace {

using Json = nlohmann::ordered_json;

study::ExitCode check(const std::vector<std::string>& files, const std::vector<std::string>& set,
                      bool as_json) {
    study::ExitCode worst = study::ExitCode::ok;
    Json checked = Json::array();
    for (const std::string& file : files) {
        try {
            study::CohortOptions options;
            options.file = file;
            options.set = set;
            const cohort::CohortFile opened = study::open_cohort(options);
            const cohort::Cohort cohort = study::read_cohort(opened, options);
            study::checked_design(opened, options);
            store::StudyPlan plan;
            plan.patients = cohort.patients;
            study::plan_populations(plan, cohort, options, "");
            report_warnings(plan.warnings);
            checked.push_back({{"file", file},
                               {"ok", true},
                               {"arms", cohort.arms.size()},
                               {"parameters", parameter_count},
                               {"patients", cohort.patients},
                               {"input_files", cohort.files.size()},
                               {"warnings", located(cohort.warnings)}});
            report_warnings(cohort.warnings);
            if (!as_json)
                base::print_text(
                    stdout, fmt::format("{}: ok: {} arm{}, {} parameters, {} patients, {} input file{}\n",
                                        file, cohort.arms.size(), cohort.arms.size() == 1 ? "" : "s",
                                        parameter_count, base::with_commas(cohort.patients),
                                        cohort.files.size(), cohort.files.size() == 1 ? "" : "s"));
        } catch (...) {
            const study::ExitCode code = report_error(std::current_exception());
            // A wrong file takes precedence over a missing one.
            if (worst == study::ExitCode::ok || worst == study::ExitCode::io) worst = code;
            checked.push_back({{"file", file},
                               {"ok", false},
                               {"exit_code", int(code)},
                               {"message", study::message_of(std::current_exception())},
                               {"errors", located_errors(std::current_exception())}});
        }
    }
    if (as_json) print_json(Json{{"ok", worst == study::ExitCode::ok}, {"files", checked}});
    return worst;
}

}  // namespace

Verb check_verb() {
    struct Options {
        std::vector<std::string> files, set;
        bool json = false;
    };
    auto options = std::make_shared<Options>();
    Verb verb("check", "Check cohort files: every error, with file:line:column");
    verb.argument("FILE", &options->files, "cohort files (TOML)", {.required = true});
    verb.option("--set", &options->set, "PATH=VALUE: another value for a key; may be repeated",
                {.value_name = "PATH=VALUE", .suggestions = cohort::settable_paths(), .one_at_a_time = true});
    add_json_flag(verb, options->json);
    verb.footer = "Example:\n  twinarm check cohorts/*.toml";
    verb.action = [options] { return check(options->files, options->set, options->json); };
    return verb;
}

}  // namespace twinarm::cli
