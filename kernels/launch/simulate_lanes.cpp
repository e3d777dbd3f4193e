// One thread of the CPU engine: lanes side by side, or one patient after another. Compiled once for each
// instruction set.
#include "kernels/launch/simulate_lanes.hpp"

#include "kernels/launch/lane_engine.hpp"

TWINARM_BEGIN
namespace {

template <int N>
void run_lanes(const LaneWork& work) {
    static thread_local Lanes<double, N> lanes;
    lanes.run(work);
}

void run_scalar(const LaneWork& work) {
    std::uint64_t number;
    while (work.next(work.queue, number))
        simulate_patient<double>(
            *work.study, work.first + number, work.arm,
            work.outcomes[number * std::uint64_t(work.study->arm_count) + std::uint64_t(work.arm)]);
}

}  // namespace

void simulate_lanes(const LaneWork& work, int lanes) {
    switch (lanes) {
        case 2:
            return run_lanes<2>(work);
        case 4:
            return run_lanes<4>(work);
        case 8:
            return run_lanes<8>(work);
        default:
            return run_scalar(work);
    }
}

TWINARM_END
