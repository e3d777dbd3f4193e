// The engine as nvcc compiles it, run on the host.
#pragma once

#include <cstdint>

#include "kernels/patient/outcome.hpp"
#include "kernels/patient/study.hpp"

namespace twinarm {

/// As simulate_on_cpu, one patient after another, by the functions that nvcc's host compiler made.
void simulate_by_host_pass(const Study& study, std::uint64_t first, std::uint64_t count, Outcome* outcomes);

}  // namespace twinarm
