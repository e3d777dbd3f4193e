// Patients through the engine, chunk by chunk, into whoever wants their outcomes.
#include "host/run/simulate_cohort.hpp"

#include <algorithm>
#include <chrono>

#include "host/run/interrupt.hpp"

namespace twinarm {

namespace {

constexpr std::uint64_t first_chunk = 256;
constexpr double chunk_seconds = 2;  ///< so that Ctrl-C answers soon and lanes seldom run empty
constexpr std::size_t failures_listed = 20;

void count_failures(const Outcome* outcomes, std::uint64_t count, SimulationResult& result) {
    for (const Outcome* outcome = outcomes; outcome != outcomes + count; ++outcome) {
        if (outcome->status == Status::ok) continue;
        ++result.failed[std::size_t(outcome->arm)];
        ++result.failures_by_status[std::int32_t(outcome->status)];
        if (result.first_failures.size() < failures_listed)
            result.first_failures.push_back(
                {outcome->patient, outcome->arm, outcome->status, outcome->failure_time_h});
    }
}

}  // namespace

std::uint64_t largest_chunk(int arms) {
    return std::max<std::uint64_t>(1,
                                   chunk_memory_bytes / (sizeof(Outcome) * std::uint64_t(std::max(arms, 1))));
}

void simulate_cohort(const Study& study, const SimulationPlan& plan, const std::vector<OutcomeSink>& sinks,
                     const ProgressSink& progress, SimulationResult& result) {
    simulate_cohorts({&study}, std::max<std::uint64_t>(plan.patients, 1), plan, sinks, progress, result);
}

void simulate_cohorts(const std::vector<const Study*>& studies, std::uint64_t patients_each,
                      const SimulationPlan& plan, const std::vector<OutcomeSink>& sinks,
                      const ProgressSink& progress, SimulationResult& result) {
    using Clock = std::chrono::steady_clock;
    const auto seconds_since = [](Clock::time_point start) {
        return std::chrono::duration<double>(Clock::now() - start).count();
    };
    const int arm_count = studies.front()->arm_count;
    const auto arms = std::uint64_t(arm_count);
    const std::uint64_t largest = largest_chunk(arm_count);
    const Clock::time_point start = Clock::now();
    std::uint64_t chunk = std::min(plan.chunk == 0 ? first_chunk : plan.chunk, largest);
    std::vector<Outcome> outcomes;
    result.failed.assign(arms, 0);
    progress(0);

    while (result.patients_done < plan.patients) {
        result.signal = interrupt_signal();
        if (result.signal != 0) break;
        const std::uint64_t of_study = patients_each - result.patients_done % patients_each;
        const std::uint64_t count = std::min({chunk, of_study, plan.patients - result.patients_done});
        const Study& study = *studies[std::size_t(result.patients_done / patients_each)];
        if (outcomes.capacity() < count * arms) outcomes = {};  // or old and new would stand side by side
        outcomes.resize(count * arms);
        const Clock::time_point chunk_start = Clock::now();
        simulate_on(plan.device, plan.cpu, study, plan.first + result.patients_done, count, outcomes.data());
        const double simulated_in = seconds_since(chunk_start);
        for (const OutcomeSink& sink : sinks) sink(outcomes.data(), count);
        count_failures(outcomes.data(), count * arms, result);
        result.patients_done += count;
        result.seconds = seconds_since(start);
        progress(result.patients_done);
        if (plan.chunk == 0) {
            const double wanted = double(count) * chunk_seconds / std::max(simulated_in, 1e-6);
            chunk = std::clamp<std::uint64_t>(std::uint64_t(wanted), 64, std::min(largest, 8 * chunk));
        }
    }
}

}  // namespace twinarm
