// One thread of the CPU engine: lanes side by side, or one patient after another. Compiled once for each
// instruction set.
#include "kernels/launch/simulate_lanes.hpp"

#include "kernels/launch/lane_engine.hpp"

TWINARM_BEGIN
namespace {

template <class T, int N>
void run_lanes(const LaneWork& work) {
    static thread_local Lanes<T, N> lanes;
    lanes.run(work);
}

template <class T>
void run_scalar(const LaneWork& work) {
    std::uint64_t number;
    while (work.next(work.queue, number))
        simulate_patient<T>(
            *work.study, work.first + number, work.arm,
            work.outcomes[number * std::uint64_t(work.study->arm_count) + std::uint64_t(work.arm)]);
}

}  // namespace

void simulate_lanes(const LaneWork& work, int lanes) {
    if (work.study->solver.precision == Precision::single_precision) {
        if (lanes == 4) return run_lanes<float, 4>(work);
        if (lanes == 8) return run_lanes<float, 8>(work);
        if (lanes == 16) return run_lanes<float, 16>(work);
        return run_scalar<float>(work);
    }
    if (lanes == 2) return run_lanes<double, 2>(work);
    if (lanes == 4) return run_lanes<double, 4>(work);
    if (lanes == 8) return run_lanes<double, 8>(work);
    return run_scalar<double>(work);
}

TWINARM_END
