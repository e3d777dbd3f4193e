// A run whose results are being written.
#include "host/study/kept_run.hpp"

#include "host/adam/saved_courses.hpp"
#include "host/store/run_folder.hpp"
#include "host/store/summary_json.hpp"
#include "host/study/drawing_stopped.hpp"
#include "host/study/saved_tables.hpp"

namespace twinarm::study {

namespace {

/// What the command reads.
std::vector<std::string> inputs_of(const store::RunStart& start) {
    std::vector<std::string> inputs = toml::paths_of(start.inputs);
    if (!start.populations_file.empty()) inputs.push_back(start.populations_file);
    return inputs;
}

store::RunStart start_of_run(const cohort::Cohort& cohort, const store::StudyPlan& plan,
                             const SaveRequest& request) {
    store::RunStart start = store::start_of(cohort, plan, kept_results(request));
    start.started = store::utc_now();
    start.max_fail = request.max_fail;
    return start;
}

}  // namespace

KeptRun::KeptRun(const cohort::Cohort& cohort, const store::StudyPlan& plan, const SaveRequest& request,
                 const Begun& begun)
    : cohort_(cohort),
      plan_(plan),
      request_(request),
      start_(begun.start ? *begun.start : start_of_run(cohort, plan, request)),
      analysis_(cohort, plan.populations.design, plan.begin()),
      merges_(begun.beside_shards) {
    const cohort::PopulationDesign& design = plan.populations.design;
    store::FolderRequest folder{request.folder, request.force, expected_bytes(cohort, plan, request),
                                inputs_of(start_)};
    folder.beside_shards = begun.beside_shards;
    // A merge needs no journal: the shards stay and can be merged again.
    const store::RowWriting writing{plan.cpu.threads, request.rows, plan.begin(),
                                    begun.beside_shards ? "" : text_of(start_),
                                    request.seconds_between_commits};
    if (begun.journal != nullptr && begun.last.patients > 0) {
        folder.resume = true;
        folder.expected_bytes -= double(begun.last.rows.bytes + begun.last.outcomes.bytes);
        folder_ =
            std::make_unique<store::RunFolder>(folder, cohort, design, writing, *begun.journal, begun.last);
    } else {
        folder.force |= begun.journal != nullptr;
        folder_ = std::make_unique<store::RunFolder>(folder, cohort, design, writing);
    }
    // The tables of a run in shards are written when they are merged.
    const adam::TableFormats none;
    tables_ = std::make_unique<SavedTables>(*folder_, cohort, plan,
                                            plan.shard.is_whole() ? request.tables : none, start_.started);
}

KeptRun::~KeptRun() = default;

StudySinks KeptRun::sinks(const ProgressSink& progress) {
    const auto add_to = [](auto& sink) {
        return [&sink](const Outcome* outcomes, std::uint64_t patients) { sink.add(outcomes, patients); };
    };
    return {{add_to(*tables_), add_to(*folder_), add_to(analysis_)}, progress};
}

OutcomeSink KeptRun::sink_of_old_rows() {
    return [this](const Outcome* outcomes, std::uint64_t patients) {
        tables_->add(outcomes, patients);
        analysis_.add(outcomes, patients);
    };
}

SavedRun KeptRun::finish(store::StudyResult result, const base::StopToken& stop) {
    SavedRun run;
    run.result = std::move(result);
    if (run.result.error) folder_->keep_error(run.result.error);
    const std::uint64_t done = run.result.patients_done;
    const bool all_done = done == plan_.planned();

    // From here on everything that was computed is saved, whatever else went wrong.
    folder_->attempt([&] { folder_->finish_patients(); });
    run.patients_sha256 = folder_->patients_sha256();
    folder_->attempt([&] { tables_->finish_patients(done); });
    const bool ended_early = run.result.signal != 0 || folder_->first_error() || !all_done;
    const bool publishes = !ended_early || (plan_.shard.is_whole() && !folder_->holds_old_results());
    if (publishes) {
        folder_->attempt([&] { folder_->write_resolved(); });
        if (plan_.populations.design.named())
            folder_->attempt([&] { folder_->write_populations(plan_.populations.text); });
    }
    if (plan_.shard.is_whole()) {
        // Now, and again at the end: the process may be killed, and the trials may ask for more memory than
        // there is.
        if (publishes && !merges_)
            publish(run, ExitCode::internal, "ended while courses were saved or virtual trials were drawn",
                    false);
        if (all_done && publishes) save_courses(run, stop);
        draw_trials(run, stop);
    } else if (!request_.rows && publishes) {
        folder_->attempt([&] { folder_->write_state(analysis_.state()); });
    }
    const bool complete = publishes && run.result.signal == 0 && !folder_->first_error() && all_done;
    // A shard keeps its journal: a merge reads it.
    if (publishes) publish(run, code_of(run), "", complete && plan_.shard.is_whole());
    run.resumable = request_.rows && !(complete && !folder_->first_error());
    run.published = publishes;
    run.error = folder_->first_error();
    run.code = code_of(run);
    return run;
}

void KeptRun::publish(SavedRun& run, ExitCode code, const std::string& problem, bool complete) {
    tables_->keep_complete();
    store::RunFacts facts;
    facts.started = start_.started;
    facts.warnings = start_.warnings;
    facts.max_fail = start_.max_fail;
    facts.exit_code = int(code);
    facts.problem = folder_->first_error() ? message_of(folder_->first_error()) : problem;
    facts.wall_seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began_).count();
    folder_->attempt([&] { folder_->publish(plan_, run.result, facts, complete); });
}

void KeptRun::save_courses(SavedRun& run, const base::StopToken& stop) {
    if (request_.courses.empty()) return;
    folder_->attempt([&] {
        store::CourseSpool spool(request_.folder, start_, request_.seconds_between_commits);
        const adam::SavedCourses saved =
            adam::save_courses(request_.folder, cohort_, plan_, request_.courses, spool, stop);
        run.courses = saved.patients;
        run.courses_saved = saved.file.has_value();
        if (saved.file) folder_->keep(*saved.file);
        if (!saved.file) run.result.signal = stop.signal();
    });
}

void KeptRun::draw_trials(SavedRun& run, const base::StopToken& stop) {
    const std::uint64_t done = run.result.patients_done;
    try {
        // Who interrupts the patients wants to see what they say; who interrupts the trials does not.
        const bool drawn_to_the_end = run.result.signal != 0;
        run.summary = folder_->summarise(analysis_, [&](const trial::TrialRow& trial) {
            if (!drawn_to_the_end && stop.stopped()) throw DrawingStopped();
            tables_->add(trial);
        });
        tables_->finish_trials(done);
        run.summary_text = store::summary_json(
            *run.summary, {cohort_.study.seed, plan_.first, plan_.patients,
                           run.result.signal != 0 || done < plan_.patients, cohort_.study.solver.precision});
        folder_->attempt([&] { folder_->write_summary(run.summary_text); });
    } catch (const DrawingStopped&) {
        run.result.signal = stop.signal();
    }
}

ExitCode KeptRun::code_of(const SavedRun& run) const {
    if (folder_->first_error()) return exit_code_of(folder_->first_error());
    if (run.result.signal != 0) return ExitCode(128 + run.result.signal);
    return run.result.worst_failed_share() > start_.max_fail ? ExitCode::patient_failures : ExitCode::ok;
}

}  // namespace twinarm::study
