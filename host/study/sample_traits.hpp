// Patients' parameters again, from their addresses alone.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "host/trial/predictors.hpp"
#include "kernels/patient/study.hpp"

namespace twinarm::study {

/// Every parameter that differs between patients, one a trait. `study_of` gives a patient's study.
std::vector<trial::Trait> sample_traits(const std::vector<std::uint64_t>& patients,
                                        const std::function<const Study&(std::uint64_t)>& study_of);

}  // namespace twinarm::study
