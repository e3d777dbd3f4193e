// A warp made of host threads: they vote and wait for each other as the lanes of a GPU's warp do.
#pragma once

#include <atomic>
#include <barrier>
#include <vector>

namespace twinarm {

class HostWarp {
  public:
    explicit HostWarp(int lanes) : here_(std::size_t(lanes)), all_(lanes) {}

    int count(int lane, bool here) {
        here_[std::size_t(lane)] = here;
        all_.arrive_and_wait();
        int sum = 0;
        for (const char one : here_) sum += one;
        all_.arrive_and_wait();  // nobody votes again before all have counted
        return sum;
    }
    void join() { all_.arrive_and_wait(); }

  private:
    std::vector<char> here_;
    std::barrier<> all_;
};

/// One lane's view of it, as run_lane asks for it.
struct HostLane {
    HostWarp* warp;
    int lane;

    int count(bool here) const { return warp->count(lane, here); }
    void join() const { warp->join(); }
    unsigned long long take(unsigned long long* next) const { return std::atomic_ref(*next).fetch_add(1); }
};

}  // namespace twinarm
