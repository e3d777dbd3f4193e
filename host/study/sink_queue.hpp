// Gives each chunk of outcomes to the sinks of a study while the next chunk is simulated.
#pragma once

#include <cstdint>
#include <future>
#include <vector>

#include "host/study/run_study.hpp"

namespace twinarm::study {

class SinkQueue {
  public:
    /// `result` counts what every sink took. With `one_thread` the sinks run in the caller's.
    SinkQueue(const StudySinks& sinks, bool one_thread, store::StudyResult& result)
        : sinks_(sinks), one_thread_(one_thread), result_(result) {}

    /// Takes the chunk once the sinks have taken the one before; `outcomes` is then memory to be used again.
    /// Throws what a sink threw.
    void take(std::vector<Outcome>& outcomes, std::uint64_t patients);

    /// Until the sinks have taken everything; then it counts. Throws what a sink threw.
    void wait();

  private:
    const StudySinks& sinks_;
    bool one_thread_;
    store::StudyResult& result_;
    std::vector<Outcome> outcomes_;
    std::uint64_t patients_ = 0;
    std::future<void> taken_;  ///< the last member, so destroyed first: it waits for the sinks
};

}  // namespace twinarm::study
