// A question that long work asks between two steps: should it end early?
#pragma once

#include <atomic>

namespace twinarm::base {

/// Holds a signal's number, 0 while nobody has asked to stop. Whoever sets it may be a signal handler or
/// another thread. A token without a source never stops.
class StopToken {
  public:
    StopToken() = default;
    explicit StopToken(const std::atomic<int>& signal) : signal_(&signal) {}

    int signal() const { return signal_ == nullptr ? 0 : signal_->load(); }
    bool stopped() const { return signal() != 0; }

  private:
    const std::atomic<int>* signal_ = nullptr;
};

}  // namespace twinarm::base
