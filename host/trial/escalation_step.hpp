// What a trial that escalates does next: how many patients at which level, or which dose it recommends.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "host/cohort/escalation.hpp"

namespace twinarm::trial {

/// Patients treated at a level, and those with a dose-limiting toxicity (DLT).
struct LevelCount {
    std::int32_t patients = 0, dlts = 0;
};

/// A trial under way.
struct EscalationState {
    std::vector<LevelCount> counts;  ///< by level, lowest first
    int level = 0;                   ///< of the latest patients
    int closed = 0;  ///< the lowest level that is never given again; level_count where none is

    EscalationState(int levels, int start) : counts(std::size_t(levels)), level(start), closed(levels) {}
    LevelCount& here() { return counts[std::size_t(level)]; }
    int patients() const;
    int dlts() const;
};

struct EscalationStep {
    int level = -1;    ///< to treat at; at the end the recommended one, -1 where every level is too toxic
    int patients = 0;  ///< to treat; 0: the trial has ended

    bool ends() const { return patients == 0; }
    std::optional<int> recommended() const {
        return ends() && level >= 0 ? std::optional<int>(level) : std::nullopt;
    }
};

/// The step after the state's patients were observed. It may close levels; the caller treats its patients at
/// its level, which becomes the state's.
EscalationStep next_step(const cohort::EscalationDesign& design, EscalationState& state);

/// Three patients at a level. None of three with a DLT: the next level. One: three more, and the next level
/// where one of six has one. Two or more at a level: it and all above are closed, and the level below gets
/// three more where only three were treated. Recommended is the highest level at which at most one of six had
/// a DLT; the highest level of all is given to six, too. Source: Storer 1989, Biometrics 45:925; Lin & Shih
/// 2001, Biostatistics 2:203 (with de-escalation).
EscalationStep three_plus_three_step(EscalationState& state);

/// Bayesian optimal interval design (boin.hpp). Source: Liu & Yuan 2015, JRSS C 64:507.
EscalationStep boin_step(const cohort::EscalationDesign& design, EscalationState& state);

}  // namespace twinarm::trial
