// The 3+3 design.
#include "host/trial/escalation_step.hpp"

namespace twinarm::trial {

namespace {

constexpr int at_a_time = 3;
constexpr int most_at_a_level = 2 * at_a_time;
constexpr int too_many = 2;  ///< patients with a DLT

}  // namespace

EscalationStep three_plus_three_step(EscalationState& state) {
    const LevelCount here = state.here();
    if (here.patients == 0) return {state.level, at_a_time};  // the first patients
    if (here.dlts >= too_many) {
        state.closed = state.level;
        if (state.level == 0) return {};
        const int below = state.level - 1;
        const bool is_known = state.counts[std::size_t(below)].patients == most_at_a_level;
        return {below, is_known ? 0 : at_a_time};
    }
    const bool may_rise = here.patients == most_at_a_level || here.dlts == 0;
    if (may_rise && state.level + 1 < state.closed) return {state.level + 1, at_a_time};
    return {state.level, here.patients == most_at_a_level ? 0 : at_a_time};
}

}  // namespace twinarm::trial
