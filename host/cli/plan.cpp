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
#include "host/study/shard_choice.hpp"
#include "host/table/plan_table.hpp"

namespace twinarm::cli {

namespace {

struct PlanOptions {
    study::CohortOptions cohort;
    study::EngineOptions engine;
    SaveOptions save;
    std::string out, populations, shard;
    bool json = false;
};

study::ExitCode plan(const PlanOptions& options) {
    const cohort::Cohort cohort = study::read_cohort(options.cohort);
    store::StudyPlan plan = study::make_plan(cohort, options.cohort, options.engine, options.populations);
    plan.shard = study::choose_shard(options.shard, study::environment_of_process());
    report_warnings(cohort.warnings);
    report_warnings(plan.warnings);
    study::SaveRequest request;
    request.folder = store::output_folder(options.out, options.cohort.file);
    request.rows = options.save.rows();
    request.tables = options.save.tables();
    request.courses = options.save.course_patients(plan);
    const store::StudyNeeds needs = study::estimate_needs(cohort, plan, request);
    if (options.json)
        print_json(table::plan_json(cohort, plan, request.folder, needs));
    else
        base::print_text(stdout, table::plan_table(cohort, plan, request.folder, needs));
    return study::ExitCode::ok;
}

}  // namespace

Verb plan_verb() {
    auto options = std::make_shared<PlanOptions>();
    Verb verb("plan", "What a run would take: patients, memory, disk, device, time");
    add_options(verb, options->cohort);
    add_options(verb, options->engine);
    add_populations_option(verb, options->populations, "those that the cohort names");
    verb.option("--shard", &options->shard, "what one part of the run would take, I/N",
                {.suggestions = {"auto"}});
    add_options(verb, options->save);
    verb.option("-o,--out", &options->out, "folder for the results; default runs/<file stem>",
                {.file = true});
    add_json_flag(verb, options->json);
    verb.footer = "Example:\n  twinarm plan cohorts/head_to_head.toml -n 1000000";
    verb.action = [options] { return plan(*options); };
    return verb;
}

}  // namespace twinarm::cli
