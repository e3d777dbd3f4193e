// The engine as nvcc compiles it, run on the host.
#pragma once

#include <cstdint>

#include "kernels/patient/outcome.hpp"
#include "kernels/patient/study.hpp"

namespace twinarm {

/// As simulate_on_cpu, one patient after another, by the functions that nvcc's host compiler made; in the
/// study's precision.
void simulate_by_host_pass(const Study& study, std::uint64_t first, std::uint64_t count, Outcome* outcomes);

/// The same by the loop of the persistent kernel: `warps` warps of `lanes` host threads each, which vote and
/// take from one queue as the threads of a GPU do.
void simulate_by_persistent_loop(const Study& study, std::uint64_t first, std::uint64_t count,
                                 Outcome* outcomes, int warps, int lanes, int patience);

}  // namespace twinarm
