// The endpoints of a stored run under other rules.
#include "host/study/endpoints.hpp"

#include <chrono>
#include <optional>

#include "host/base/errors.hpp"
#include "host/store/result_names.hpp"
#include "host/store/run_folder.hpp"
#include "host/store/summary_json.hpp"
#include "host/study/cost.hpp"
#include "host/study/drawing_stopped.hpp"
#include "host/study/endpoints_part.hpp"

namespace twinarm::study {

namespace {

store::FolderRequest folder_request(const EndpointsRequest& request, const store::StoredRun& run,
                                    const cohort::Cohort& cohort) {
    std::error_code ignored;
    if (std::filesystem::equivalent(request.out, run.folder, ignored))
        throw base::UsageError(request.out.string() +
                               ": is the run itself\n  Choose another folder with --out.");
    return {request.out, request.force, expected_output_bytes(cohort, run.record.patients_done),
            store::result_paths(run.folder)};
}

}  // namespace

Endpoints run_endpoints(const store::StoredRun& run, const EndpointsRequest& request,
                        const ProgressSink& progress, const base::StopToken& stop) {
    const auto start = std::chrono::steady_clock::now();
    const std::string started = store::utc_now();
    store::require_simulated(run);
    Endpoints made;
    made.cohort = cohort_with_rules(run, request.settings);
    const cohort::Cohort& cohort = made.cohort;
    const cohort::PopulationStudies populations = store::populations_of(run, cohort);
    std::optional<store::RunFolder> folder;
    if (!request.out.empty())
        folder.emplace(folder_request(request, run, cohort), cohort, populations.design);

    trial::Analysis analysis(cohort, populations.design);
    const auto keep = [&](const Outcome* outcomes, std::uint64_t patients) {
        if (folder) folder->add(outcomes, patients);
        analysis.add(outcomes, patients);
    };
    made.rules = apply_rules(run, populations, keep, progress, stop);
    if (made.rules.signal != 0) return made;

    const auto watch = [&](const trial::TrialRow&) {
        if (stop.stopped()) throw DrawingStopped();
    };
    try {
        made.summary = folder ? folder->summarise(analysis, watch) : analysis.summarise(watch);
    } catch (const DrawingStopped&) {
        made.rules.signal = stop.signal();
        return made;
    }
    made.part = endpoints_part(run, request.settings, made.rules);
    made.summary_text = store::summary_json(
        made.summary, {cohort.study.seed, run.record.first_patient, run.record.patients_planned,
                       run.record.interrupted, cohort.study.solver.precision, made.part});
    if (!folder) return made;
    folder->finish_patients();
    folder->write_resolved();
    if (run.populations) folder->write_populations(run.populations->text);
    folder->write_summary(made.summary_text);
    if (folder->first_error()) std::rethrow_exception(folder->first_error());
    store::RunFacts facts;
    facts.started = started;
    facts.wall_seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    facts.endpoints = made.part;
    folder->publish_endpoints(run.folder, std::move(facts));
    return made;
}

}  // namespace twinarm::study
