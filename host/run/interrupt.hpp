// Ctrl-C and SIGTERM as a question that the run asks between two chunks.
#pragma once

namespace twinarm {

/// From now on the first SIGINT or SIGTERM is only remembered; the second one ends the program at once.
void watch_for_interrupt();
/// The signal that came, or 0.
int interrupt_signal();

}  // namespace twinarm
