// The one road through the engine: patients, chunk by chunk, into whoever wants their outcomes.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "host/base/stop_token.hpp"
#include "host/store/study_plan.hpp"

namespace twinarm::study {

/// Outcomes of one chunk never take more memory than this; there are two, one that is simulated and one that
/// the sinks take.
inline constexpr std::uint64_t chunk_memory_bytes = 48 * 1000 * 1000;
/// The largest chunk of a study with this many arms.
std::uint64_t largest_chunk(int arms);

/// Outcomes of `patients` patients, all arms: outcomes[k * arm_count + arm]. Called in order of patients, one
/// sink after another, on a thread other than the caller's unless the plan allows only one.
using OutcomeSink = std::function<void(const Outcome* outcomes, std::uint64_t patients)>;
/// Called with the number of patients simulated.
using ProgressSink = std::function<void(std::uint64_t)>;

/// What receives the outcomes of a study and its progress.
struct StudySinks {
    std::vector<OutcomeSink> outcomes;
    ProgressSink progress = {};
};

/// Simulates the plan's shard until all its patients are done, `stop` says so, or the engine or a sink
/// throws: then the exception stands in the result, which counts the patients whose outcomes every sink took.
/// It goes on after the patients of `so_far`, whose counts it adds to. A chunk never holds patients of two
/// populations. Throws std::invalid_argument where the plan has more patients than its populations.
store::StudyResult run_study(const store::StudyPlan& plan, const StudySinks& sinks,
                             const base::StopToken& stop, store::StudyResult so_far = {});

inline constexpr std::size_t failures_listed = 20;  ///< StudyResult::first_failures
/// Counts the failures among outcomes that a sink took.
void count_failures(const Outcome* outcomes, std::uint64_t count, store::StudyResult& result);

/// The same for callers that want all patients or none: throws what the result holds.
store::StudyResult run_whole_study(const store::StudyPlan& plan, const StudySinks& sinks,
                                   const base::StopToken& stop, store::StudyResult so_far = {});

}  // namespace twinarm::study
