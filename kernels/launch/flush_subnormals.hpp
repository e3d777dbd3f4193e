// Subnormal numbers are 0 in a thread of the CPU engine: processors take a hundred cycles for each of them.
#pragma once

#if defined(__SSE2__)
#include <xmmintrin.h>
#endif

namespace twinarm {

/// While one of these lives, what would be a subnormal number is 0 in its thread, both as a result and as an
/// operand; then the thread is as it was. Results keep their bytes. Without effect on processors other than
/// x86-64.
class FlushSubnormals {
  public:
#if defined(__SSE2__)
    explicit FlushSubnormals(bool wanted = true) : before_(_mm_getcsr()) {
        constexpr unsigned flush_to_zero = 0x8000, denormals_are_zero = 0x0040;  // bits of MXCSR
        if (wanted) _mm_setcsr(before_ | flush_to_zero | denormals_are_zero);
    }
    ~FlushSubnormals() {
        _mm_setcsr(before_);
    }
#else
    explicit FlushSubnormals(bool = true) {}
#endif
    FlushSubnormals(const FlushSubnormals&) = delete;  // belongs to its thread
    FlushSubnormals& operator=(const FlushSubnormals&) = delete;

  private:
#if defined(__SSE2__)
    unsigned before_;
#endif
};

}  // namespace twinarm
