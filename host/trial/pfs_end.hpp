// How progression-free survival ended for one patient: with an event, or why it is censored.
#pragma once

#include "kernels/patient/outcome.hpp"
#include "kernels/patient/study.hpp"

namespace twinarm::trial {

enum class PfsEnd {
    progression,
    death,
    after_missed_visits,     ///< progression or death that does not count (PfsRule::fda)
    death_after_last_visit,  ///< no event: there all others are censored already
    lost,                    ///< to follow-up
    ongoing                  ///< at the end of follow-up
};

/// Of a patient who completed.
PfsEnd pfs_end(const Outcome& outcome, const Study& study);

}  // namespace twinarm::trial
