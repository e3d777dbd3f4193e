// Exposure and response of every arm of a stored run.
#pragma once

#include <string>

#include "host/store/stored_run.hpp"
#include "host/trial/exposure_response.hpp"

namespace twinarm::study {

/// Exposure is the area under the first dose, from the patients' own parameters: they are drawn again, not
/// simulated. Of a run over populations the first patients of each count, in proportion to its weight. Arms
/// that give the same drugs also count together: a patient in one of them, so that patients are independent.
/// `arm`: id of one arm; empty: all, and those together. Throws FileError, DataError, UsageError.
trial::ExposureReport exposure_of_run(const store::StoredRun& run, const std::string& arm, std::size_t bins);

}  // namespace twinarm::study
