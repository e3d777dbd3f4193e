// One patient of a stored run, simulated again.
#pragma once

#include <cstdint>
#include <string>

#include "host/store/same_as_stored.hpp"

namespace twinarm::study {

/// The patient in the arm with this id, or in every arm where it is empty. Throws UsageError where the run
/// has no such patient or arm or cannot be simulated again, FileError or DataError where its files are
/// missing or damaged.
store::PatientAgain simulate_again(const store::StoredRun& run, std::uint64_t patient,
                                   const std::string& arm_id);

}  // namespace twinarm::study
