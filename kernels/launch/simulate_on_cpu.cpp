// The CPU engine: threads that share the patients of one arm after another.
#include <algorithm>
#include <atomic>
#include <system_error>
#include <thread>
#include <vector>

#include "kernels/launch/flush_subnormals.hpp"
#include "kernels/launch/simulate.hpp"
#include "kernels/launch/simulate_lanes.hpp"
#include "kernels/launch/usable_threads.hpp"

namespace twinarm {

namespace avx2 {
void simulate_lanes(const LaneWork& work, int lanes);
}
namespace avx512 {
void simulate_lanes(const LaneWork& work, int lanes);
}

namespace {

struct Queue {
    std::atomic<std::uint64_t> next{0};
    std::uint64_t count = 0;
};

bool next_in_queue(void* queue, std::uint64_t& number) {
    auto& q = *static_cast<Queue*>(queue);
    number = q.next.fetch_add(1, std::memory_order_relaxed);
    return number < q.count;
}

// Which copies of the engine there are (TWINARM_INSTRUCTION_SETS).
#ifdef TWINARM_HAS_avx2
constexpr bool has_avx2 = true;
#else
constexpr bool has_avx2 = false;
#endif
#ifdef TWINARM_HAS_avx512
constexpr bool has_avx512 = true;
#else
constexpr bool has_avx512 = false;
#endif

void simulate(InstructionSet instructions, const LaneWork& work, int lanes) {
    if constexpr (has_avx512)
        if (instructions == InstructionSet::avx512) return avx512::simulate_lanes(work, lanes);
    if constexpr (has_avx2)
        if (instructions == InstructionSet::avx2) return avx2::simulate_lanes(work, lanes);
    baseline::simulate_lanes(work, lanes);
}

}  // namespace

InstructionSet usable_instructions(InstructionSet wanted) {
    const bool avx2 = has_avx2 && __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
    const bool avx512 = has_avx512 && __builtin_cpu_supports("avx512f") &&
                        __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl");
    if (avx512 && (wanted == InstructionSet::automatic || wanted == InstructionSet::avx512))
        return InstructionSet::avx512;
    if (avx2 && wanted != InstructionSet::baseline) return InstructionSet::avx2;
    return InstructionSet::baseline;
}

const char* name_of(InstructionSet instructions) {
    switch (instructions) {
        case InstructionSet::baseline:
            return "baseline";
        case InstructionSet::avx2:
            return "avx2";
        case InstructionSet::avx512:
            return "avx512";
        default:
            return "auto";
    }
}

int lanes_used(const CpuOptions& options, Precision precision) {
    const bool single = precision == Precision::single_precision;
    // Two registers on AVX2, so that dependent chains of operations overlap.
    const int doubles = usable_instructions(options.instructions) == InstructionSet::baseline ? 2 : 8;
    const int wanted = options.lanes > 0 ? options.lanes : single ? 2 * doubles : doubles;
    if (wanted == 1) return 1;
    const int least = single ? 4 : 2, most = single ? 16 : 8;
    int lanes = least;
    while (lanes < wanted && lanes < most) lanes *= 2;
    return lanes;
}

void simulate_on_cpu(const Study& study, std::uint64_t first, std::uint64_t count, Outcome* outcomes,
                     const CpuOptions& options) {
    const InstructionSet instructions = usable_instructions(options.instructions);
    const int lanes = lanes_used(options, study.solver.precision);
    const int threads = options.threads > 0 ? options.threads : usable_threads();

    std::vector<Queue> queues(std::size_t(study.arm_count));
    for (Queue& queue : queues) queue.count = count;
    const auto work = [&] {
        const FlushSubnormals flush(options.flush_subnormals);
        for (int arm = 0; arm < study.arm_count; ++arm)
            simulate(instructions, {&study, arm, first, outcomes, next_in_queue, &queues[std::size_t(arm)]},
                     lanes);
    };
    std::vector<std::jthread> others;
    try {
        for (int i = 1; i < threads; ++i) others.emplace_back(work);
    } catch (const std::system_error&) {  // the system gives no more: those that there are do all the work
    }
    work();
}

}  // namespace twinarm
