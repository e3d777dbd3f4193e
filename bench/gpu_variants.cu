// The simulation compiled in one of several ways: TWINARM_VARIANT says in which (bench/gpu.cmake).
#include "bench/gpu_variants.hpp"
#include "kernels/launch/persistent_kernel.cuh"
#ifdef TWINARM_LOOPED
#include "bench/gpu_looped_tsit5.cuh"
#endif

#define TWINARM_TEXT_OF(x) #x
#define TWINARM_TEXT(x) TWINARM_TEXT_OF(x)
#define TWINARM_JOINED_OF(a, b) a##b
#define TWINARM_JOINED(a, b) TWINARM_JOINED_OF(a, b)

namespace twinarm {
namespace {

#ifdef TWINARM_FAST_VARIANT
constexpr bool fast = true;
#else
constexpr bool fast = false;
#endif

template <class T>
constexpr Precision precision_of = sizeof(T) == 4 ? Precision::single_precision : Precision::double_precision;

#if defined(TWINARM_NAIVE)
template <class T, int block>
__global__ void __launch_bounds__(block, 2) simulate_naively(const __grid_constant__ LaunchWork work) {
    const std::uint64_t number = std::uint64_t(blockIdx.x) * block + threadIdx.x;
    const int arm = int(blockIdx.y);
    if (number >= work.count) return;
    Outcome& outcome = work.outcomes[number * std::uint64_t(work.arm_count) + std::uint64_t(arm)];
    clear(outcome);
    simulate_patient<T>(*work.study, work.first + number, arm, outcome);
}

template <class T>
GpuVariant variant() {
    constexpr int block = 128;
    return {"naive",
            fast,
            precision_of<T>,
            block,
            2,
            reinterpret_cast<const void*>(&simulate_naively<T, block>),
            [](const LaunchWork& work, int, cudaStream_t stream) {
                const dim3 grid(unsigned((work.count + block - 1) / block), unsigned(work.arm_count));
                simulate_naively<T, block><<<grid, block, 0, stream>>>(work);
                TWINARM_CUDA_CALL(cudaGetLastError());
            }};
}
std::vector<GpuVariant> variants() {
    return {variant<double>(), variant<float>()};
}
#else
#ifdef TWINARM_LOOPED
using Method = LoopedTsit5;
template <class T>
constexpr int shared_bytes_per_thread = int(SharedStages<T, state_count>::bytes_per_thread);
#else
using Method = Tsit5;
template <class T>
constexpr int shared_bytes_per_thread = 0;
#endif

template <class T, int block, int blocks>
GpuVariant variant() {
    return {TWINARM_TEXT(TWINARM_VARIANT),
            fast,
            precision_of<T>,
            block,
            blocks,
            reinterpret_cast<const void*>(&simulate_patients<T, block, blocks, Method>),
            [](const LaunchWork& work, int patience, cudaStream_t stream) {
                launch_persistent<T, block, blocks, Method>(work, patience, stream,
                                                            block * shared_bytes_per_thread<T>);
            }};
}
std::vector<GpuVariant> variants() {
#ifdef TWINARM_SHAPES
    return {variant<double, 128, 2>(), variant<double, 64, 4>(),  variant<double, 256, 1>(),
            variant<double, 128, 1>(), variant<double, 128, 3>(), variant<float, 128, 2>(),
            variant<float, 64, 4>(),   variant<float, 256, 1>(),  variant<float, 128, 1>(),
            variant<float, 128, 3>()};
#else
    return {variant<double, 128, 2>(), variant<float, 128, 2>()};
#endif
}
#endif

}  // namespace

std::vector<GpuVariant> TWINARM_JOINED(TWINARM_VARIANT, _variants)() {
    return variants();
}

}  // namespace twinarm
