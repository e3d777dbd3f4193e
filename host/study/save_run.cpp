// A study whose results are kept.
#include "host/study/save_run.hpp"

#include <chrono>
#include <memory>

#include "host/adam/adam_tables.hpp"
#include "host/adam/format_limits.hpp"
#include "host/adam/saved_courses.hpp"
#include "host/store/file_names.hpp"
#include "host/store/run_folder.hpp"
#include "host/store/run_record.hpp"
#include "host/store/summary_json.hpp"
#include "host/study/cost.hpp"
#include "host/study/drawing_stopped.hpp"

namespace twinarm::study {

namespace {

/// ADaM tables beside the run's other files. They take a chunk before those do, so that no other file holds
/// patients that the tables could not take; where it is the other way round they stay unfinished. Once a row
/// of the trials fails, no more are written.
class Tables {
  public:
    Tables(store::RunFolder& folder, const cohort::Cohort& cohort, const store::StudyPlan& plan,
           adam::TableFormats formats)
        : folder_(folder) {
        if (formats.any()) tables_ = std::make_unique<adam::AdamTables>(folder.path(), cohort, plan, formats);
        takes_trials_ = formats.parquet;
    }

    void add(const Outcome* outcomes, std::uint64_t patients) {
        if (!tables_) return;
        whole_ = false;
        tables_->add(outcomes, patients);
        patients_ += patients;
        whole_ = true;
    }
    void add(const trial::TrialRow& trial) {
        if (takes_trials_) takes_trials_ = folder_.attempt([&] { tables_->add(trial); });
    }
    void finish_patients(std::uint64_t done) {
        if (tables_ && whole_ && patients_ == done) tables_->finish_patients(done);
    }
    void finish_trials(std::uint64_t done) {
        if (takes_trials_) folder_.attempt([&] { tables_->finish_trials(done); });
    }
    /// The folder names what is complete since the last call.
    void keep_complete() {
        if (!tables_) return;
        for (; kept_ < tables_->outputs().size(); ++kept_) folder_.keep(tables_->outputs()[kept_]);
    }

  private:
    store::RunFolder& folder_;
    std::unique_ptr<adam::AdamTables> tables_;
    std::uint64_t patients_ = 0;
    std::size_t kept_ = 0;
    bool whole_ = true;  ///< whether the last chunk was taken to its end
    bool takes_trials_ = false;
};

ExitCode exit_code(const store::RunFolder& folder, const store::StudyResult& result, double max_fail) {
    if (folder.first_error()) return exit_code_of(folder.first_error());
    if (result.signal != 0) return ExitCode(128 + result.signal);
    return result.worst_failed_share() > max_fail ? ExitCode::patient_failures : ExitCode::ok;
}

/// What the command reads.
std::vector<std::string> inputs_of(const cohort::Cohort& cohort, const store::StudyPlan& plan) {
    std::vector<std::string> inputs = toml::paths_of(cohort.files);
    if (plan.populations.design.named()) inputs.push_back(plan.populations.design.file);
    return inputs;
}

}  // namespace

double expected_bytes(const cohort::Cohort& cohort, const store::StudyPlan& plan,
                      const SaveRequest& request) {
    return expected_output_bytes(cohort, plan.patients) + table_bytes(cohort, plan.patients, request.tables) +
           course_bytes(cohort, request.courses.size());
}

SavedRun save_run(const cohort::Cohort& cohort, const store::StudyPlan& plan, const SaveRequest& request,
                  const ProgressSink& progress, const base::StopToken& stop) {
    const auto start = std::chrono::steady_clock::now();
    const std::string started = store::utc_now();
    adam::require_formats_hold(cohort, plan, request.tables);
    store::RunFolder folder(
        {request.folder, request.force, expected_bytes(cohort, plan, request), inputs_of(cohort, plan)},
        cohort, plan.populations.design, plan.cpu.threads);
    Tables tables(folder, cohort, plan, request.tables);
    trial::Analysis analysis(cohort, plan.populations.design);

    SavedRun run;
    const auto add_to = [](auto& sink) {
        return [&sink](const Outcome* outcomes, std::uint64_t patients) { sink.add(outcomes, patients); };
    };
    run.result = run_study(plan, {{add_to(tables), add_to(folder), add_to(analysis)}, progress}, stop);
    if (run.result.error) folder.keep_error(run.result.error);
    const std::uint64_t done = run.result.patients_done;

    // From here on everything that was computed is saved, whatever else went wrong.
    folder.attempt([&] { folder.finish_patients(); });
    folder.attempt([&] { tables.finish_patients(done); });
    folder.attempt([&] { folder.write_resolved(); });
    if (plan.populations.design.named())
        folder.attempt([&] { folder.write_populations(plan.populations.text); });
    store::RunFacts facts;
    facts.started = started;
    facts.max_fail = request.max_fail;
    const auto publish = [&](ExitCode code, const std::string& problem) {
        tables.keep_complete();
        facts.exit_code = int(code);
        facts.problem = folder.first_error() ? message_of(folder.first_error()) : problem;
        facts.wall_seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
        folder.attempt([&] { folder.publish(plan, run.result, facts); });
    };
    // Now, and again at the end: the process may be killed, and the trials may ask for more memory than there
    // is.
    publish(ExitCode::internal, "ended while courses were saved or virtual trials were drawn");

    if (!request.courses.empty() && done == plan.patients)
        folder.attempt([&] {
            const adam::SavedCourses saved =
                adam::save_courses(request.folder, cohort, plan, request.courses, stop);
            run.courses = saved.patients;
            if (saved.file) folder.keep(*saved.file);
            if (!saved.file) run.result.signal = stop.signal();
        });
    try {
        // Who interrupts the patients wants to see what they say; who interrupts the trials does not.
        const bool drawn_to_the_end = run.result.signal != 0;
        run.summary = folder.summarise(analysis, [&](const trial::TrialRow& trial) {
            if (!drawn_to_the_end && stop.stopped()) throw DrawingStopped();
            tables.add(trial);
        });
        tables.finish_trials(done);
        run.summary_text = store::summary_json(
            *run.summary, {cohort.study.seed, plan.first, plan.patients,
                           run.result.signal != 0 || done < plan.patients, cohort.study.solver.precision});
        folder.attempt([&] { folder.write_summary(run.summary_text); });
    } catch (const DrawingStopped&) {
        run.result.signal = stop.signal();
    }
    publish(exit_code(folder, run.result, request.max_fail), "");

    run.patients_sha256 = folder.patients_sha256();
    run.error = folder.first_error();
    run.code = exit_code(folder, run.result, request.max_fail);
    return run;
}

}  // namespace twinarm::study
