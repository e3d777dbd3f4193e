// A run as Python holds it.
#pragma once

#include <optional>

#include "host/study/held_run.hpp"

namespace twinarm::python {

/// A run, and what was computed of it when it was first asked for.
struct BoundRun {
    study::HeldRun held;
    std::optional<study::HeldSummary> summary;
};

}  // namespace twinarm::python
