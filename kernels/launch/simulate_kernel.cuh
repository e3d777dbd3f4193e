// The simulation as one launch: what the GPU engine and the device tally start.
#pragma once

#include <cuda_runtime.h>

#include <cstdint>

#include "kernels/patient/outcome.hpp"
#include "kernels/patient/study.hpp"

namespace twinarm {

/// Starts the simulation of patients [first, first + count) in `arms` arms; outcomes[k * arms + a] as
/// everywhere. `study` and `outcomes` are on the device; `outcomes` is zeroed first, padding included.
void launch_simulation(const Study* study, int arms, std::uint64_t first, std::uint64_t count,
                       Outcome* outcomes, cudaStream_t stream);

/// The kernel itself, to be asked for its attributes.
const void* simulation_kernel();

/// Patients of one launch: enough courses to fill any GPU several times over, in at most 256 MiB of outcomes.
std::uint64_t patients_per_launch(int arms);

}  // namespace twinarm
