// Which trials inform which hyper-parameters.
#pragma once

#include <vector>

#include "host/calibrate/diagnostics.hpp"

namespace twinarm::calibrate {

/// Names the trials without which a hyper-parameter would be wider or elsewhere by enough to say so, the most
/// informative first.
void say_what_informs(const Posterior& posterior, const std::vector<LeftOut>& left_out,
                      std::vector<HyperDiagnostic>& hyper);

}  // namespace twinarm::calibrate
