// Gives each chunk of outcomes to the sinks of a study while the next chunk is simulated.
#include "host/study/sink_queue.hpp"

namespace twinarm::study {

namespace {

constexpr std::size_t failures_listed = 20;

void count_failures(const std::vector<Outcome>& outcomes, store::StudyResult& result) {
    for (const Outcome& outcome : outcomes) {
        if (outcome.status == Status::ok) continue;
        ++result.failed[std::size_t(outcome.arm)];
        ++result.failures_by_status[std::int32_t(outcome.status)];
        if (result.first_failures.size() < failures_listed)
            result.first_failures.push_back(
                {outcome.patient, outcome.arm, outcome.status, outcome.failure_time_h});
    }
}

}  // namespace

void SinkQueue::take(std::vector<Outcome>& outcomes, std::uint64_t patients) {
    wait();
    outcomes_.swap(outcomes);
    patients_ = patients;
    const auto give = [this] {
        for (const OutcomeSink& sink : sinks_.outcomes) sink(outcomes_.data(), patients_);
    };
    // Where no thread can be had, wait() calls the sinks.
    const auto beside = std::launch::async | std::launch::deferred;
    taken_ = std::async(one_thread_ ? std::launch::deferred : beside, give);
    if (one_thread_) wait();
}

void SinkQueue::wait() {
    if (!taken_.valid()) return;
    taken_.get();
    count_failures(outcomes_, result_);
    result_.patients_done += patients_;
}

}  // namespace twinarm::study
