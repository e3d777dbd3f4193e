// The host's only interface to the engine: patients by address go down, outcomes come up.
#pragma once

#include <cstdint>
#include <string>

#include "kernels/patient/outcome.hpp"
#include "kernels/patient/study.hpp"

namespace twinarm {

enum class InstructionSet { automatic, baseline, avx2, avx512 };

struct CpuOptions {
    int threads = 0;  ///< 0: one a core
    int lanes =
        0;  ///< side by side: 1, 2, 4 or 8 doubles, 1, 4, 8 or 16 floats; 0: what suits the instruction set
    InstructionSet instructions = InstructionSet::automatic;
    bool flush_subnormals = true;  ///< false: slower, for comparison; the same bytes
};

/// The widest instruction set of this processor, or `wanted` where the processor has it; never a wider one.
InstructionSet usable_instructions(InstructionSet wanted);
const char* name_of(InstructionSet);

/// Patients side by side with these options: 1, 2, 4 or 8 in double precision, 1, 4, 8 or 16 in single.
int lanes_used(const CpuOptions& options, Precision precision);

/// Simulates patients [first, first + count) in every arm of the study on the CPU.
/// outcomes[k * arm_count + a] is patient first + k in arm a, whatever the threads, lanes and instruction
/// set.
void simulate_on_cpu(const Study& study, std::uint64_t first, std::uint64_t count, Outcome* outcomes,
                     const CpuOptions& options = {});

/// The state of the machine's GPU.
struct GpuState {
    bool built = false;  ///< this program was built with CUDA
    bool usable = false;
    int devices = 0;
    std::string name;    ///< of the chosen device
    std::string reason;  ///< why it is not usable, in words
    std::uint64_t memory_bytes = 0;
};
GpuState gpu_state(int device = 0);

inline constexpr int every_gpu = -1;

/// As simulate_on_cpu, on one GPU or on every one of this machine, which then share the patients. Throws
/// std::runtime_error with the CUDA error where a device fails.
void simulate_on_gpu(const Study& study, std::uint64_t first, std::uint64_t count, Outcome* outcomes,
                     int device = 0);

}  // namespace twinarm
