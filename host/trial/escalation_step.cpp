// What a trial that escalates does next.
#include "host/trial/escalation_step.hpp"

namespace twinarm::trial {

int EscalationState::patients() const {
    int sum = 0;
    for (const LevelCount& count : counts) sum += count.patients;
    return sum;
}

int EscalationState::dlts() const {
    int sum = 0;
    for (const LevelCount& count : counts) sum += count.dlts;
    return sum;
}

EscalationStep next_step(const cohort::EscalationDesign& design, EscalationState& state) {
    return design.rule == cohort::EscalationRule::boin ? boin_step(design, state)
                                                       : three_plus_three_step(state);
}

}  // namespace twinarm::trial
