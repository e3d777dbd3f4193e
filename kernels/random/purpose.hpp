// The address of a random number: (seed, purpose, patient, draw) gives it, at any time, on any
// device.
#pragma once

#include <cstdint>

#include "kernels/core/philox.hpp"

namespace twinarm {

/// What a random number is for. Values never change: a new purpose takes a new one, so that what is
/// in published results never moves.
enum class Purpose : std::uint32_t {
    physiology = 1,         ///< draw: of parameter_table
    mixture_component = 2,  ///< draw: of parameter_table
    event_thresholds = 3,   ///< draw: EventDraw; shared by all arms of a patient
    reader_error = 4,       ///< draw: reader_draw(arm tag, scan)
    missed_scan = 5,        ///< draw: reader_draw(arm tag, scan)
    no_scan = 6,            ///< draw: 0; a patient without any post-baseline scan
    trial_effect = 7,       ///< "patient" is the virtual trial
    trial = 8,              ///< "patient" is the virtual trial; patients of a randomised arm
    twin_trial = 9,         ///< "patient" is the virtual trial; patients of a twin trial
    hyper_parameter = 30,   ///< "patient" is the row of a reference table; draw: the hyper-parameter
    calibration_data = 31,  ///< "patient" is a simulated data set of a calibration
    trial_population = 32,  ///< "patient" is the virtual trial; draw 0: which plausible population it has
    escalation = 33         ///< "patient" is the virtual escalation; draws: who enters next
};

/// Draws of Purpose::event_thresholds.
enum EventDraw : std::uint32_t {
    new_lesion_draw = 0,
    death_draw = 1,
    dropout_draw = 2,
    other_lesions_draw = 3
};

}  // namespace twinarm

TWINARM_BEGIN

/// The uniform number at an address: (word + 1/2) 2^-32, never 0 or 1.
TWINARM_HD inline double uniform(std::uint64_t seed, Purpose purpose, std::uint64_t patient,
                                 std::uint32_t draw) {
    return (philox_word(seed, std::uint32_t(purpose), patient, draw) + 0.5) * 0x1p-32;
}

/// Draw number of what belongs to one scan of one arm: 24 bits of the arm's tag, 8 of the scan.
TWINARM_HD inline std::uint32_t reader_draw(std::uint32_t arm_tag, std::uint32_t scan) {
    return arm_tag << 8 | (scan & 0xffu);
}

TWINARM_END
