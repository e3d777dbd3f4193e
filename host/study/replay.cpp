// Stored outcomes as they came from the engine.
#include "host/study/replay.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "host/base/errors.hpp"
#include "host/store/same_as_stored.hpp"
#include "kernels/launch/work_queue.hpp"

namespace twinarm::study {

namespace {

constexpr std::uint64_t batch = 1024;  ///< patients read at once

/// Whether the scans agree with the row.
bool agree(const Outcome& a, const Outcome& b) {
    const bool same_change =
        a.best_change == b.best_change || (std::isnan(a.best_change) && std::isnan(b.best_change));
    return a.response == b.response && a.scans == b.scans && a.baseline_sld_mm == b.baseline_sld_mm &&
           same_change && std::abs(a.progression_h - b.progression_h) < 1e-6;
}

}  // namespace

Reassessment judge_again(const Study& study, Outcome& outcome, const std::string& name) {
    Outcome judged = outcome;
    const Reassessment said = reassess(study, outcome.scans, judged);
    if (!(said.whole && agree(judged, outcome)) && store::has_the_bits_of_a_run())
        throw base::VerificationError(
            fmt::format("{}: patient {} differs from what its scans say\n"
                        "  patients.csv and outcomes.bin are of different runs, or of another version.",
                        name, outcome.patient));
    outcome = judged;
    return said;
}

std::size_t replay_threads() {
    return std::size_t(store::thread_count({}));
}

std::uint64_t for_each_batch(store::StoredOutcomes& stored, std::uint64_t patients, int arms,
                             const OutcomeVisitor& visit, const OutcomeSink& sink,
                             const ProgressSink& progress, const base::StopToken& stop) {
    std::vector<int> workers(replay_threads());
    std::iota(workers.begin(), workers.end(), 0);
    const auto each = std::uint64_t(arms);
    std::uint64_t done = 0;
    while (done < patients && !stop.stopped()) {
        const std::uint64_t count = std::min(batch, patients - done);
        std::vector<Outcome> outcomes(count * each);
        for (Outcome& outcome : outcomes) outcome = stored.next();
        WorkQueue queue(count, 8);
        share_work(workers, queue, [&](int worker, WorkQueue& left) {
            for (Chunk chunk{}; !stop.stopped() && left.take(chunk);)
                for (std::uint64_t i = chunk.done * each; i < (chunk.done + chunk.count) * each; ++i)
                    visit(worker, done * each + i, outcomes[i]);
        });
        if (stop.stopped()) break;  // some of the batch were not visited
        sink(outcomes.data(), count);
        done += count;
        if (progress) progress(done);
    }
    return done;
}

std::uint64_t replay(store::StoredOutcomes& stored, const cohort::PopulationStudies& populations,
                     std::uint64_t begin, std::uint64_t patients, const std::string& name,
                     const OutcomeSink& sink, const ProgressSink& progress, const base::StopToken& stop) {
    const int arms = populations.studies.front().arm_count;
    std::vector<cohort::StudySpace> spaces(replay_threads());
    const auto judge = [&](int worker, std::uint64_t index, Outcome& outcome) {
        if (outcome.status != Status::ok) return;
        const std::uint64_t place = begin + index / std::uint64_t(arms);
        judge_again(populations.study_at(place, spaces[std::size_t(worker)]), outcome, name);
    };
    const std::uint64_t done = for_each_batch(stored, patients, arms, judge, sink, progress, stop);
    if (done == patients) stored.require_end();
    return done;
}

}  // namespace twinarm::study
