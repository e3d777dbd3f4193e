// The one road through the engine.
#include "host/study/run_study.hpp"

#include <algorithm>
#include <chrono>
#include <stdexcept>

#include "host/study/device.hpp"
#include "host/study/seconds_since.hpp"
#include "host/study/sink_queue.hpp"

namespace twinarm::study {

namespace {

constexpr std::uint64_t first_chunk = 256;
constexpr double chunk_seconds = 2;  ///< so that Ctrl-C is noticed soon and lanes are rarely empty

using Clock = std::chrono::steady_clock;

void simulate(const store::StudyPlan& plan, const StudySinks& sinks, const base::StopToken& stop,
              store::StudyResult& result) {
    const auto arms = std::uint64_t(plan.arm_count());
    const std::uint64_t largest = largest_chunk(plan.arm_count());
    std::uint64_t chunk = std::min(plan.chunk == 0 ? first_chunk : plan.chunk, largest);
    std::vector<Outcome> outcomes;
    cohort::StudySpace space;
    SinkQueue queue(sinks, plan.cpu.threads == 1, result);
    const auto tell = [&](std::uint64_t done) {
        if (sinks.progress) sinks.progress(done);
    };
    std::uint64_t done = result.patients_done;
    tell(done);
    while (done < plan.planned()) {
        result.signal = stop.signal();
        if (result.signal != 0) break;
        const std::uint64_t place = plan.begin() + done;
        const std::uint64_t count =
            std::min({chunk, plan.populations.design.left_of_population(place), plan.end() - place});
        if (outcomes.capacity() < count * arms) outcomes = {};  // or old and new would be in memory together
        outcomes.resize(count * arms);
        const Clock::time_point chunk_start = Clock::now();
        try {
            simulate_on(plan.device, plan.cpu, plan.populations.study_at(place, space), plan.first + place,
                        count, outcomes.data());
        } catch (...) {
            queue.wait();  // the chunk before is whole
            throw;
        }
        const double simulated_in = seconds_since(chunk_start);
        queue.take(outcomes, count);
        done += count;
        tell(done);
        if (plan.chunk == 0) {
            const double wanted = double(count) * chunk_seconds / std::max(simulated_in, 1e-6);
            chunk = std::clamp<std::uint64_t>(std::uint64_t(wanted), 64, std::min(largest, 8 * chunk));
        }
    }
    queue.wait();
}

}  // namespace

std::uint64_t largest_chunk(int arms) {
    return std::max<std::uint64_t>(1,
                                   chunk_memory_bytes / (sizeof(Outcome) * std::uint64_t(std::max(arms, 1))));
}

void count_failures(const Outcome* outcomes, std::uint64_t count, store::StudyResult& result) {
    for (const Outcome* outcome = outcomes; outcome != outcomes + count; ++outcome) {
        if (outcome->status == Status::ok) continue;
        ++result.failed[std::size_t(outcome->arm)];
        ++result.failures_by_status[std::int32_t(outcome->status)];
        if (result.first_failures.size() < failures_listed)
            result.first_failures.push_back(
                {outcome->patient, outcome->arm, outcome->status, outcome->failure_time_h});
    }
}

store::StudyResult run_study(const store::StudyPlan& plan, const StudySinks& sinks,
                             const base::StopToken& stop, store::StudyResult so_far) {
    if (plan.populations.studies.empty() || plan.patients > plan.populations.patients())
        throw std::invalid_argument("a plan has more patients than its populations");
    store::StudyResult result = std::move(so_far);
    result.failed.resize(std::size_t(plan.arm_count()));
    const Clock::time_point start = Clock::now();
    try {
        simulate(plan, sinks, stop, result);
    } catch (...) {
        result.error = std::current_exception();
    }
    result.seconds += seconds_since(start);
    return result;
}

store::StudyResult run_whole_study(const store::StudyPlan& plan, const StudySinks& sinks,
                                   const base::StopToken& stop, store::StudyResult so_far) {
    store::StudyResult result = run_study(plan, sinks, stop, std::move(so_far));
    if (result.error) std::rethrow_exception(result.error);
    return result;
}

}  // namespace twinarm::study
