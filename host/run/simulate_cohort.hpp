// Patients through the engine, chunk by chunk, into whoever wants their outcomes.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <vector>

#include "host/run/device.hpp"

namespace twinarm {

struct SimulationPlan {
    std::uint64_t first = 0;  ///< address of the first patient
    std::uint64_t patients = 0;
    std::uint64_t chunk = 0;  ///< patients at once; 0: about two seconds' work, at most chunk_memory_bytes
    Device device;
    CpuOptions cpu;
};

/// Outcomes of one chunk never take more memory than this.
inline constexpr std::uint64_t chunk_memory_bytes = 48 * 1000 * 1000;
/// The largest chunk of a study with so many arms.
std::uint64_t largest_chunk(int arms);

/// A patient whose simulation failed: enough to look at it again with `show`.
struct FailedPatient {
    std::uint64_t patient;
    int arm;
    Status status;
    double failure_time_h;
};

struct SimulationResult {
    std::uint64_t patients_done = 0;
    double seconds = 0;
    int signal = 0;                                            ///< that ended the run early, or 0
    std::vector<std::uint64_t> failed;                         ///< patients, by arm
    std::map<std::int32_t, std::uint64_t> failures_by_status;  ///< patient-arms
    std::vector<FailedPatient> first_failures;                 ///< at most 20, in order
};

/// Outcomes of `patients` patients, all arms: outcomes[k * arm_count + arm]. Called in order of patients.
using OutcomeSink = std::function<void(const Outcome* outcomes, std::uint64_t patients)>;
/// Called with the number of patients done.
using ProgressSink = std::function<void(std::uint64_t)>;

/// Simulates until all are done or a signal came (interrupt.hpp). `result` is right at any time, also where
/// an engine or a sink throws: it counts the patients whose outcomes every sink took.
void simulate_cohort(const Study& study, const SimulationPlan& plan, const std::vector<OutcomeSink>& sinks,
                     const ProgressSink& progress, SimulationResult& result);

/// The same where every `patients_each` patients have a study of their own, in order. A chunk never holds
/// patients of two studies.
void simulate_cohorts(const std::vector<const Study*>& studies, std::uint64_t patients_each,
                      const SimulationPlan& plan, const std::vector<OutcomeSink>& sinks,
                      const ProgressSink& progress, SimulationResult& result);

}  // namespace twinarm
