// The work of one thread of the CPU engine.
#pragma once

#include <cstdint>

#include "kernels/patient/outcome.hpp"
#include "kernels/patient/study.hpp"

namespace twinarm {

/// Patients of one arm, handed out one by one to whichever lane is free.
struct LaneWork {
    const Study* study;
    int arm;
    std::uint64_t first;                               ///< address of number 0
    Outcome* outcomes;                                 ///< [number][arm]
    bool (*next)(void* queue, std::uint64_t& number);  ///< false where none is left
    void* queue;
};

}  // namespace twinarm
