// A run that was begun and is not complete.
#include "host/study/unfinished_run.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "host/base/build_info.hpp"
#include "host/base/errors.hpp"
#include "host/base/output_file.hpp"
#include "host/cohort/read_cohort.hpp"
#include "host/store/file_names.hpp"
#include "host/study/kept_run.hpp"
#include "host/study/replay.hpp"

namespace twinarm::study {

namespace fs = std::filesystem;

cohort::Cohort cohort_of(const store::RunStart& start, const std::string& name) {
    cohort::Cohort cohort = cohort::read_resolved(start.cohort, name);
    cohort.resolved = start.cohort;
    cohort.study.seed = start.seed;
    cohort.files = start.inputs;
    cohort.warnings.clear();
    return cohort;
}

SaveRequest request_of(const store::RunStart& start, const fs::path& folder) {
    const auto has = [&](const char* ending) {
        return std::count(start.kept.tables.begin(), start.kept.tables.end(), ending) > 0;
    };
    SaveRequest request;
    request.folder = folder;
    request.rows = start.kept.rows;
    request.tables = {has(".parquet"), has(".xpt"), has(".json")};
    request.courses = start.kept.courses;
    request.max_fail = start.max_fail;
    return request;
}

store::StudyPlan plan_of(const store::RunStart& start, const cohort::Cohort& cohort) {
    store::StudyPlan plan;
    plan.first = start.first_patient;
    plan.patients = start.patients;
    plan.shard = start.shard;
    plan.populations =
        start.populations.empty()
            ? cohort::one_population(cohort, plan.patients)
            : cohort::plausible_populations(
                  cohort, cohort::read_populations(start.populations, start.populations_file), plan.patients);
    return plan;
}

void require_same_run(const fs::path& folder, const store::RunStart& begun, const store::RunStart& asked) {
    const std::string what = difference(begun, asked);
    if (!what.empty())
        throw base::DataError(
            fmt::format("{}: another run was begun there: {}\n"
                        "  Go on with it as it was begun, or choose another folder.",
                        folder.string(), what));
}

void require_same_run(const store::StoredRun& complete, const store::RunStart& asked) {
    store::RunStart begun = asked;  // program and device do not change what is there
    begun.cohort = complete.cohort.resolved;
    begun.seed = complete.record.seed;
    begun.first_patient = complete.record.first_patient;
    begun.patients = complete.record.patients_done;
    begun.populations = complete.populations ? complete.populations->text : "";
    begun.max_fail = store::read_run_json(complete.folder / store::file_name::run)["max_fail"];
    const auto has = [&](const std::string& name) { return complete.record.outputs.count(name) > 0; };
    begun.kept.rows &= complete.record.keeps_rows;
    std::erase_if(begun.kept.tables,
                  [&](const std::string& ending) { return !has(store::file_name::tables[0] + ending); });
    if (!has(store::file_name::courses) && !has(store::file_name::courses_table)) begun.kept.courses.clear();
    require_same_run(complete.folder, begun, asked);
}

UnfinishedRun run_to_begin(store::RunStart start, const fs::path& folder, const EngineOptions& engine) {
    UnfinishedRun run;
    run.journal.start = std::move(start);
    const store::RunStart& begun = run.journal.start;
    run.cohort = cohort_of(begun, (folder / store::file_name::journal).string());
    run.plan = plan_of(begun, run.cohort);
    EngineOptions on = engine;
    if (on.device == "auto") on.device = begun.device;
    choose_engine(run.plan, on);
    run.request = request_of(begun, folder);
    store::RunStart again = store::start_of(run.cohort, run.plan, kept_results(run.request));
    again.max_fail = begun.max_fail;
    require_same_run(folder, begun, again);
    return run;
}

std::optional<UnfinishedRun> open_unfinished(const fs::path& folder, const EngineOptions& engine) {
    std::optional<store::RunJournal> journal = store::read_run_journal(folder);
    if (!journal) return std::nullopt;
    UnfinishedRun run = run_to_begin(journal->start, folder, engine);
    run.journal = std::move(*journal);
    if (run.request.rows) run.last = store::last_good_commit(folder, run.journal);
    return run;
}

SavedRun resume_run(const UnfinishedRun& run, const ProgressSink& progress, const base::StopToken& stop) {
    KeptRun kept(run.cohort, run.plan, run.request, {&run.journal.start, &run.journal, run.last});
    store::StudyResult so_far;
    so_far.failed.resize(std::size_t(run.plan.arm_count()));
    so_far.seconds = run.last.seconds;
    if (run.last.patients > 0) {
        const fs::path rows = base::partial_name(run.request.folder / store::file_name::patients);
        store::StoredOutcomes stored(
            {rows, run.cohort, run.plan.first + run.plan.begin(), run.last.patients,
             run.plan.populations.design.named(), base::build_info().version, run.last.rows},
            base::partial_name(run.request.folder / store::file_name::outcomes), run.last.outcomes);
        const OutcomeSink sink = kept.sink_of_old_rows();
        const auto arms = std::uint64_t(run.plan.arm_count());
        so_far.patients_done = replay(
            stored, run.plan.populations, run.plan.begin(), run.last.patients, run.request.folder.string(),
            [&](const Outcome* outcomes, std::uint64_t patients) {
                sink(outcomes, patients);
                count_failures(outcomes, patients * arms, so_far);
            },
            progress, stop);
    }
    if (so_far.patients_done < run.last.patients) {
        SavedRun stopped;
        so_far.patients_done = run.last.patients;
        so_far.signal = stop.signal();
        stopped.result = std::move(so_far);
        stopped.resumable = true;
        stopped.code = ExitCode(128 + stopped.result.signal);
        return stopped;
    }
    return kept.finish(run_study(run.plan, kept.sinks(progress), stop, std::move(so_far)), stop);
}

}  // namespace twinarm::study
