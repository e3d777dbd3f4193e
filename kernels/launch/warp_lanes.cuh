// The lanes of a warp: how they count each other and take from a queue. Device code only.
#pragma once

#include "kernels/core/macros.hpp"

namespace twinarm {

struct WarpLanes {
    __device__ int count(bool here) const { return __popc(__ballot_sync(0xffffffffu, here)); }
    __device__ void join() const { __syncwarp(); }
    __device__ unsigned long long take(unsigned long long* next) const { return atomicAdd(next, 1ull); }
};

}  // namespace twinarm
