// twinarm plan: what a run would take, before anything runs.
#include <memory>
#include <nlohmann/json.hpp>

#include "host/base/plain_text.hpp"
#include "host/cli/commands.hpp"
#include "host/cli/json_output.hpp"
#include "host/cli/options.hpp"
#include "host/cli/report_error.hpp"
#include "host/cli/save_options.hpp"
#include "host/store/output_folder.hpp"
#include "host/study/needs.hpp"
#include "host/table/plan_table.hpp"

namespace twinarm::cli {

namespace {

study::ExitCode plan(const study::CohortOptions& cohort_options, const study::EngineOptions& engine,
                     const SaveOptions& save, const std::string& out, bool as_json) {
    const cohort::Cohort cohort = study::read_cohort(cohort_options);
    const store::StudyPlan plan = study::make_plan(cohort, cohort_options, engine);
    report_warnings(cohort.warnings);
    study::SaveRequest request;
    request.folder = store::output_folder(out, cohort_options.file);
    request.tables = save.tables();
    request.courses = save.course_patients(plan);
    const store::StudyNeeds needs = study::estimate_needs(cohort, plan, request);
    if (as_json)
        print_json(table::plan_json(cohort, plan, request.folder, needs));
    else
        base::print_text(stdout, table::plan_table(cohort, plan, request.folder, needs));
    return study::ExitCode::ok;
}

}  // namespace

Verb plan_verb() {
    struct Options {
        study::CohortOptions cohort;
        study::EngineOptions engine;
        SaveOptions save;
        std::string out;
        bool json = false;
    };
    auto options = std::make_shared<Options>();
    Verb verb("plan", "What a run would take: patients, memory, disk, device, time");
    add_options(verb, options->cohort);
    add_options(verb, options->engine);
    add_options(verb, options->save);
    verb.option("-o,--out", &options->out, "folder for the results; default runs/<file stem>",
                {.file = true});
    add_json_flag(verb, options->json);
    verb.footer = "Example:\n  twinarm plan cohorts/head_to_head.toml -n 1000000";
    verb.action = [options] {
        return plan(options->cohort, options->engine, options->save, options->out, options->json);
    };
    return verb;
}

}  // namespace twinarm::cli
