// The only place that depends on the compiler: host/device functions and the namespace of an instruction set.
#pragma once

// Packs are for the CPU: a CUDA thread has one patient, and nvcc never sees the vector extensions of
// core/pack.hpp. Large functions of the hot loop stay in one copy on a GPU, whose instruction cache is small;
// on a CPU the small ones are inlined regardless of the compiler's estimate, so that their chains of
// operations overlap. Which large functions pay on a GPU was counted in the machine code (bench/gpu.md);
// bench/gpu_variants.cu sets the other choices beside it.
#if defined(__CUDACC__)
#define TWINARM_HD __host__ __device__
#define TWINARM_OUTLINED __noinline__
#ifndef TWINARM_OUTLINED_SLOPES
#define TWINARM_OUTLINED_SLOPES
#endif
#ifndef TWINARM_OUTLINED_MOMENT
#define TWINARM_OUTLINED_MOMENT __noinline__
#endif
#define TWINARM_INLINED inline
#define TWINARM_PACKS 0
#else
#define TWINARM_HD
#define TWINARM_OUTLINED
#define TWINARM_OUTLINED_SLOPES
#define TWINARM_OUTLINED_MOMENT
#ifndef TWINARM_INLINED
#define TWINARM_INLINED __attribute__((always_inline)) inline
#endif
#define TWINARM_PACKS 1
#endif

// The engine's functions are compiled once for each instruction set. Each copy is in its own inline
// namespace, so that the linker can never give the baseline program a function that uses wide registers.
// Plain data that passes between host and engine is outside of it, in twinarm itself.
#ifndef TWINARM_ISA
#define TWINARM_ISA baseline
#endif

#define TWINARM_BEGIN   \
    namespace twinarm { \
    inline namespace TWINARM_ISA {
#define TWINARM_END \
    }               \
    }
