// A signal ends the drawing of the virtual trials.
#pragma once

namespace twinarm::study {

/// Thrown between two virtual trials, caught by the command that draws them.
struct DrawingStopped {};

}  // namespace twinarm::study
