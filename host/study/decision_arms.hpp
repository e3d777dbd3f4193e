// The arms of a decision: as given, and with the drug that is added inert or twice as active.
#pragma once

#include <string>

#include "host/cohort/cohort.hpp"

namespace twinarm::study {

/// Places of the arms in the cohort that a decision simulates.
enum DecisionPlace { against_place, inert_place, calibrated_place, twice_place, decision_arm_count };

/// The drugs that `arm` gives and `against` does not, in words; "" where there is none.
std::string added_drugs(const cohort::Cohort& cohort, int arm, int against);

/// The study with the four arms of DecisionPlace. Inert: without the added drugs. Twice: with twice their
/// dose.
Study decision_study(const Study& study, int arm, int against);

}  // namespace twinarm::study
