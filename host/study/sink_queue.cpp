// Gives each chunk of outcomes to the sinks of a study while the next chunk is simulated.
#include "host/study/sink_queue.hpp"

namespace twinarm::study {

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
    count_failures(outcomes_.data(), outcomes_.size(), result_);
    result_.patients_done += patients_;
}

}  // namespace twinarm::study
