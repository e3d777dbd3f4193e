// A run in memory.
#include "host/study/held_run.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <utility>

#include "host/adam/format_limits.hpp"
#include "host/base/errors.hpp"
#include "host/store/run_start.hpp"
#include "host/store/stored_run.hpp"
#include "host/store/summary_json.hpp"
#include "host/study/drawing_stopped.hpp"
#include "host/study/kept_run.hpp"
#include "host/study/replay.hpp"
#include "host/trial/analysis.hpp"

namespace twinarm::study {

namespace {

OutcomeSink keep_in(HeldRun& run) {
    return
        [&run, arms = std::uint64_t(run.plan.arm_count())](const Outcome* outcomes, std::uint64_t patients) {
            run.outcomes.insert(run.outcomes.end(), outcomes, outcomes + patients * arms);
        };
}

/// Hands on the outcomes as run_study() does: never those of two populations at once.
void hand_on(const HeldRun& run, const std::vector<OutcomeSink>& sinks) {
    const auto arms = std::uint64_t(run.plan.arm_count());
    const std::uint64_t largest = largest_chunk(run.plan.arm_count());
    for (std::uint64_t done = 0; done < run.result.patients_done;) {
        const std::uint64_t left = run.plan.populations.design.left_of_population(run.plan.begin() + done);
        const std::uint64_t count = std::min({largest, left, run.result.patients_done - done});
        for (const OutcomeSink& sink : sinks) sink(run.outcomes.data() + done * arms, count);
        done += count;
    }
}

}  // namespace

HeldRun hold_run(cohort::Cohort cohort, store::StudyPlan plan, const ProgressSink& progress,
                 const base::StopToken& stop) {
    HeldRun run{std::move(cohort), std::move(plan), {}, {}};
    run.outcomes.reserve(run.plan.planned() * std::uint64_t(run.plan.arm_count()));
    run.result = run_whole_study(run.plan, {{keep_in(run)}, progress}, stop);
    return run;
}

HeldRun hold_stored_run(const store::StoredRun& stored, const ProgressSink& progress,
                        const base::StopToken& stop) {
    HeldRun run{stored.cohort, {}, {}, {}};
    const store::RunRecord& record = stored.record;
    run.plan.first = record.first_patient;
    run.plan.patients = record.patients_planned;
    run.plan.populations = stored.populations
                               ? store::populations_of(stored, stored.cohort)
                               : cohort::one_population(stored.cohort, record.patients_planned);
    store::StoredOutcomes outcomes(stored);
    run.outcomes.reserve(record.patients_done * std::uint64_t(run.plan.arm_count()));
    run.result.patients_done = replay(outcomes, run.plan.populations, 0, record.patients_done,
                                      stored.folder.string(), keep_in(run), progress, stop);
    run.result.seconds = record.simulation_seconds;
    run.result.signal = record.exit_code > 128 ? record.exit_code - 128 : stop.signal();
    run.result.failed.resize(std::size_t(run.plan.arm_count()));
    count_failures(run.outcomes.data(), run.outcomes.size(), run.result);
    return run;
}

std::string bytes_of_shard(const HeldRun& shard) {
    std::string bytes = text_of(store::start_of(shard.cohort, shard.plan, {})) + '\n';
    bytes.append(reinterpret_cast<const char*>(shard.outcomes.data()),
                 shard.outcomes.size() * sizeof(Outcome));
    return bytes;
}

HeldRun join_shards(cohort::Cohort cohort, store::StudyPlan plan, const std::vector<std::string>& shards) {
    HeldRun run{std::move(cohort), std::move(plan), {}, {}};
    const auto arms = std::uint64_t(run.plan.arm_count());
    run.outcomes.resize(run.plan.planned() * arms);
    store::StudyPlan part = run.plan;
    part.shard.of = shards.size();
    for (std::size_t k = 0; k < shards.size(); ++k) {
        part.shard.number = k + 1;
        const std::string name = fmt::format("shard {} of {}", k + 1, shards.size());
        const std::size_t head = shards[k].find('\n');
        const std::string difference = store::difference(
            store::start_of(run.cohort, part, {}), store::read_run_start(shards[k].substr(0, head), name));
        if (!difference.empty()) throw base::DataError(name + " is of another run: " + difference);
        const std::size_t bytes = part.planned() * arms * sizeof(Outcome);
        if (shards[k].size() - head - 1 != bytes)
            throw base::DataError(name + " does not have all of its patients");
        std::memcpy(run.outcomes.data() + part.begin() * arms, shards[k].data() + head + 1, bytes);
    }
    run.result.patients_done = run.plan.planned();
    run.result.failed.resize(std::size_t(arms));
    count_failures(run.outcomes.data(), run.outcomes.size(), run.result);
    return run;
}

std::optional<HeldSummary> summarise(const HeldRun& run, const base::StopToken& stop) {
    trial::Analysis analysis(run.cohort, run.plan.populations.design, run.plan.begin());
    hand_on(run,
            {[&](const Outcome* outcomes, std::uint64_t patients) { analysis.add(outcomes, patients); }});
    HeldSummary held;
    try {
        held.summary = analysis.summarise([&](const trial::TrialRow& trial) {
            if (stop.stopped()) throw DrawingStopped();
            held.trials.push_back(trial);
        });
    } catch (const DrawingStopped&) {
        return std::nullopt;
    }
    held.text = store::summary_json(held.summary,
                                    {run.cohort.study.seed, run.plan.first, run.plan.patients,
                                     run.result.signal != 0 || run.result.patients_done < run.plan.patients,
                                     run.cohort.study.solver.precision});
    return held;
}

SavedRun save_held_run(const HeldRun& run, const SaveRequest& request, const base::StopToken& stop) {
    adam::require_formats_hold(run.cohort, run.plan, request.tables);
    KeptRun kept(run.cohort, run.plan, request);
    store::StudyResult result = run.result;
    try {
        hand_on(run, kept.sinks({}).outcomes);
    } catch (...) {
        result.error = std::current_exception();
    }
    return kept.finish(std::move(result), stop);
}

}  // namespace twinarm::study
