// twinarm run: simulate a cohort and write its results, or go on with a run that is not complete.
#include <fmt/format.h>

#include <memory>

#include "host/base/errors.hpp"
#include "host/base/plain_text.hpp"
#include "host/cli/commands.hpp"
#include "host/cli/interrupt.hpp"
#include "host/cli/json_output.hpp"
#include "host/cli/options.hpp"
#include "host/cli/progress.hpp"
#include "host/cli/report_error.hpp"
#include "host/cli/resume_options.hpp"
#include "host/cli/save_options.hpp"
#include "host/cli/saved_run_output.hpp"
#include "host/store/output_folder.hpp"
#include "host/store/run_record.hpp"
#include "host/study/merge_shards.hpp"
#include "host/study/shard_choice.hpp"

namespace twinarm::cli {

namespace {

struct RunOptions {
    study::CohortOptions cohort;
    study::EngineOptions engine;
    SaveOptions save;
    std::string out, populations, resume, shard;
    double max_fail = 0.001, commit_seconds = 4;
    bool force = false, verbose = false;
    OutputOptions output;
    std::vector<std::string> given;  ///< names of the options of this command
};

/// Where the results go.
std::filesystem::path folder_of(const RunOptions& options, const store::Shard& shard) {
    const std::filesystem::path run = !options.resume.empty()
                                          ? std::filesystem::path(options.resume)
                                          : store::output_folder(options.out, options.cohort.file);
    return shard.is_whole() ? run : store::shard_folder(run, shard);
}

study::SaveRequest request_of(const RunOptions& options, const store::StudyPlan& plan) {
    study::SaveRequest request;
    request.folder = folder_of(options, plan.shard);
    request.force = options.force;
    request.rows = options.save.rows();
    request.tables = options.save.tables();
    request.courses = options.save.course_patients(plan);
    request.max_fail = options.max_fail;
    request.seconds_between_commits = options.commit_seconds;
    if (!plan.shard.is_whole() && !request.rows && request.tables.any())
        throw base::UsageError(
            "--save summary,tables: the tables of shards are made from their rows when they are merged\n"
            "  Omit summary, or tables.");
    return request;
}

void require_one_cut(const std::filesystem::path& run, const store::Shard& shard) {
    for (const store::ShardFolder& other : store::shard_folders(run))
        if (other.shard.of != shard.of)
            throw base::UsageError(
                fmt::format("--shard {}/{}: {} has shards of a run cut in {}\n"
                            "  Choose another folder, or remove them.",
                            shard.number, shard.of, run.string(), other.shard.of));
}

study::ExitCode print(const cohort::Cohort& cohort, const store::StudyPlan& plan,
                      const study::SaveRequest& request, const RunOptions& options,
                      const std::function<study::SavedRun(const study::ProgressSink&)>& simulate) {
    if (options.verbose && !plan.device.gpu)
        base::print_message("twinarm: using the CPU: {}\n", plan.device.reason);
    ProgressLine progress(plan.planned(), plan.arm_count(), !options.output.quiet && stderr_is_terminal());
    const study::SavedRun run = simulate([&](std::uint64_t done) { progress.update(done); });
    progress.clear();
    return print_saved_run(cohort, plan, request, run, options.output);
}

study::ExitCode begin(const RunOptions& options, const cohort::Cohort& cohort, const store::StudyPlan& plan) {
    const study::SaveRequest request = request_of(options, plan);
    report_warnings(cohort.warnings);
    report_warnings(plan.warnings);
    return print(cohort, plan, request, options, [&](const study::ProgressSink& progress) {
        return study::save_run(cohort, plan, request, progress, watch_for_interrupt());
    });
}

study::ExitCode go_on(study::UnfinishedRun run, const RunOptions& options) {
    run.request.seconds_between_commits = options.commit_seconds;
    return print(run.cohort, run.plan, run.request, options, [&](const study::ProgressSink& progress) {
        return study::resume_run(run, progress, watch_for_interrupt());
    });
}

/// --resume: goes on with what is there; begins where nothing is; has nothing to do where all is done.
study::ExitCode resume(const RunOptions& options, const store::Shard& shard) {
    const std::filesystem::path folder = folder_of(options, shard);
    std::optional<cohort::Cohort> cohort;
    std::optional<store::StudyPlan> plan;
    store::RunStart asked;
    if (!options.cohort.file.empty()) {
        cohort = study::read_cohort(options.cohort);
        plan = study::make_plan(*cohort, options.cohort, options.engine, options.populations);
        plan->shard = shard;
        asked = store::start_of(*cohort, *plan, study::kept_results(request_of(options, *plan)));
        asked.max_fail = options.max_fail;
    } else {
        require_only_how(options.given, options.resume);
    }
    std::optional<study::UnfinishedRun> run = study::open_unfinished(folder, options.engine);
    const auto code =
        store::exit_code_of_complete_run(folder, run ? std::optional(run->journal) : std::nullopt);
    if (run && plan) study::require_same_run(folder, run->journal.start, asked);
    if (code && plan && !run) study::require_same_run(store::read_stored_run(folder), asked);
    if (code) {
        base::print_message("twinarm: {} is complete: there is nothing to go on with\n", folder.string());
        return study::ExitCode(*code);
    }
    if (run) return go_on(std::move(*run), options);
    if (plan) return begin(options, *cohort, *plan);
    if (!shard.is_whole())
        if (auto start = study::start_like_others(options.resume, shard))
            return go_on(study::run_to_begin(std::move(*start), folder, options.engine), options);
    throw base::UsageError(folder.string() +
                           ": holds no run that can go on\n  Give the cohort file, too: a run begins there.");
}

study::ExitCode run(const RunOptions& options) {
    const store::Shard shard = study::choose_shard(options.shard, study::environment_of_process());
    if (!shard.is_whole()) require_one_cut(folder_of(options, {}), shard);
    if (!options.resume.empty()) return resume(options, shard);
    if (options.cohort.file.empty())
        throw base::UsageError("run: FILE is required, or --resume with the folder of a run");
    const cohort::Cohort cohort = study::read_cohort(options.cohort);
    store::StudyPlan plan = study::make_plan(cohort, options.cohort, options.engine, options.populations);
    plan.shard = shard;
    return begin(options, cohort, plan);
}

}  // namespace

Verb run_verb() {
    auto options = std::make_shared<RunOptions>();
    Verb verb("run", "Simulate a cohort in every arm and report its response rates");
    add_options(verb, options->cohort, {.file_is_required = false});
    add_options(verb, options->engine);
    verb.option("-o,--out", &options->out, "folder for the results; default runs/<file stem>",
                {.file = true});
    verb.option("--resume", &options->resume,
                "go on with the run in this folder, with any threads, lanes and chunk; with FILE, begin it "
                "where nothing is",
                {.file = true, .excludes = "--out"});
    verb.option("--shard", &options->shard,
                "simulate one part of the run, I/N, or the part that the scheduler numbers, auto or auto/N; "
                "`twinarm merge` puts all together",
                {.suggestions = {"auto"}});
    add_populations_option(verb, options->populations, "those that the cohort names");
    add_options(verb, options->save);
    verb.option("-f,--force", &options->force, "replace the results in a folder that is not empty",
                {.excludes = "--resume"});
    verb.option("--commit-seconds", &options->commit_seconds,
                "make sure of what is done, at most this often [s]; a run that is killed loses no more than "
                "this and two chunks",
                {.range = {{0.0, 3600.0}}, .show_default = true});
    verb.option("--max-fail", &options->max_fail, "share of patients of an arm that may fail",
                {.range = {{0.0, 1.0}}, .show_default = true});
    verb.option("-q,--quiet", &options->output.quiet, "no progress and no table");
    verb.option("-v,--verbose", &options->verbose, "say why the GPU is not used");
    add_json_flag(verb, options->output.json);
    verb.footer =
        "Examples:\n  twinarm run cohorts/head_to_head.toml\n"
        "  twinarm run cohorts/select.toml -n 100000 --seed 7 --out results\n"
        "  twinarm run --resume results\n"
        "  twinarm run cohorts/select.toml -n 1e6 --out results --shard 3/16\n"
        "  twinarm run cohorts/select.toml --set trial.n=60 --json\n"
        "  twinarm run cohorts/head_to_head.toml --save tables,courses --table-format xpt\n"
        "  twinarm run cohorts/select.toml --populations populations.csv -n 200000";
    verb.given = &options->given;
    verb.action = [options] { return run(*options); };
    return verb;
}

}  // namespace twinarm::cli
