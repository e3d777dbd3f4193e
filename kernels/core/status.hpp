// How the simulation of one patient ended. A failure is data: counted and reported, never a zero.
#pragma once

#include <cstdint>

namespace twinarm {

enum class Status : std::int32_t {
    ok = 0,                 ///< reached death, dropout or the horizon
    too_many_steps = 10,    ///< the solver's step limit was reached
    step_underflow = 11,    ///< the step shrank below its minimum
    not_finite = 12,        ///< a derivative or a state became infinite or not-a-number
    rejected_baseline = 20  ///< a sampled baseline is outside of what the model can start from
};

/// Whether the number is one of them.
constexpr bool is_status(std::int32_t number) {
    switch (Status(number)) {  // without default: the compiler says if one is missing
        case Status::ok:
        case Status::too_many_steps:
        case Status::step_underflow:
        case Status::not_finite:
        case Status::rejected_baseline:
            return true;
    }
    return false;
}

}  // namespace twinarm
