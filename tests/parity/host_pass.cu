// The model as nvcc's host pass sees it: the macros of a CUDA file, without packs.
#include "tests/parity/host_pass.hpp"

#include "kernels/patient/simulate_patient.hpp"

namespace twinarm {

void simulate_by_host_pass(const Study& study, std::uint64_t first, std::uint64_t count, Outcome* outcomes) {
    const auto arms = std::uint64_t(study.arm_count);
    for (std::uint64_t k = 0; k < count; ++k)
        for (std::uint64_t arm = 0; arm < arms; ++arm)
            simulate_patient<double>(study, first + k, int(arm), outcomes[k * arms + arm]);
}

}  // namespace twinarm
