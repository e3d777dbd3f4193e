// Stored outcomes as they came from the engine: read from patients.csv and outcomes.bin, and judged again,
// because some of what an outcome says stands in neither.
#pragma once

#include <cstdint>
#include <functional>

#include "host/cohort/population_studies.hpp"
#include "host/store/stored_outcomes.hpp"
#include "host/study/run_study.hpp"
#include "kernels/launch/reassess.hpp"

namespace twinarm::study {

/// Judges an outcome by the rules of its own study; what its scans say fills in what no file holds. Returns
/// what they say. Throws VerificationError where they contradict the stored outcome; `name` is the run's in
/// the message.
Reassessment judge_again(const Study& study, Outcome& outcome, const std::string& name);

/// Threads that visit outcomes.
std::size_t replay_threads();

/// Called by several threads, `worker` of them, for each outcome; `index` counts outcomes from 0, arm after
/// arm of each patient.
using OutcomeVisitor = std::function<void(int worker, std::uint64_t index, Outcome& outcome)>;

/// Reads the outcomes of so many patients, a batch at a time: `visit` may change each of them, then `sink`
/// takes the batch. `stop` is asked every few patients. Returns how many patients `sink` took, fewer only
/// where it said so.
std::uint64_t for_each_batch(store::StoredOutcomes& stored, std::uint64_t patients, int arms,
                             const OutcomeVisitor& visit, const OutcomeSink& sink,
                             const ProgressSink& progress, const base::StopToken& stop);

/// Hands `sink` the outcomes of so many patients, the first of whom is at the place `begin` of the run, as
/// the engine gave them but for the solver's steps. Throws as StoredOutcomes and judge_again do.
std::uint64_t replay(store::StoredOutcomes& stored, const cohort::PopulationStudies& populations,
                     std::uint64_t begin, std::uint64_t patients, const std::string& name,
                     const OutcomeSink& sink, const ProgressSink& progress, const base::StopToken& stop);

}  // namespace twinarm::study
