// The model and the persistent loop as nvcc's host pass sees them: the macros of a CUDA file, without packs.
#include "tests/parity/host_pass.hpp"

#include <deque>
#include <thread>

#include "kernels/launch/arm_order.hpp"
#include "kernels/launch/patient_lane.cuh"
#include "tests/parity/host_warp.hpp"

namespace twinarm {

namespace {
bool in_single(const Study& study) {
    return study.solver.precision == Precision::single_precision;
}
}  // namespace

void simulate_by_host_pass(const Study& study, std::uint64_t first, std::uint64_t count, Outcome* outcomes) {
    const auto arms = std::uint64_t(study.arm_count);
    for (std::uint64_t k = 0; k < count; ++k)
        for (std::uint64_t arm = 0; arm < arms; ++arm)
            if (in_single(study))
                simulate_patient<float>(study, first + k, int(arm), outcomes[k * arms + arm]);
            else
                simulate_patient<double>(study, first + k, int(arm), outcomes[k * arms + arm]);
}

void simulate_by_persistent_loop(const Study& study, std::uint64_t first, std::uint64_t count,
                                 Outcome* outcomes, int warps, int lanes, int patience) {
    unsigned long long next = 0;
    LaunchWork work{&study, first, count, outcomes, &next, study.arm_count, {}};
    const auto order = arms_by_cost(study);
    std::copy(order.begin(), order.end(), work.arms);
    std::deque<HostWarp> each;
    std::vector<std::jthread> threads;
    for (int w = 0; w < warps; ++w) {
        HostWarp& warp = each.emplace_back(lanes);
        for (int lane = 0; lane < lanes; ++lane)
            threads.emplace_back([&, lane] {
                if (in_single(study))
                    run_lane<float>(work, patience, HostLane{&warp, lane});
                else
                    run_lane<double>(work, patience, HostLane{&warp, lane});
            });
    }
}

}  // namespace twinarm
