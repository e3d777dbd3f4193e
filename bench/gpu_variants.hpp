// Ways to run the simulation on a GPU, to be timed side by side.
#pragma once

#include <cuda_runtime.h>

#include <string>
#include <vector>

#include "kernels/launch/launch_work.cuh"

namespace twinarm {

struct GpuVariant {
    std::string name;  ///< naive, called, mixed (the product), inlined, looped
    bool fast;         ///< products and sums contracted
    Precision precision;
    int block, blocks_per_multiprocessor;
    const void* kernel;
    void (*launch)(const LaunchWork&, int patience, cudaStream_t);
};

// One function a way of compiling gpu_variants.cu.
std::vector<GpuVariant> naive_variants();    ///< a thread a patient and arm, one leg after another
std::vector<GpuVariant> mixed_variants();    ///< the product's, in several block shapes
std::vector<GpuVariant> called_variants();   ///< equations in one copy that is called
std::vector<GpuVariant> inlined_variants();  ///< all equations inlined
std::vector<GpuVariant> looped_variants();   ///< gpu_looped_tsit5.cuh
std::vector<GpuVariant> fast_variants();     ///< the product's kernel, contracted

/// The Lorenz ensemble, Tsit5 with 1000 fixed steps, a thread a trajectory (bench/peers/lorenz): median
/// seconds of three runs, and the last trajectory's end.
struct LorenzResult {
    double seconds;
    double end[3];
};
LorenzResult lorenz_on_gpu(std::size_t trajectories, Precision precision);

}  // namespace twinarm
