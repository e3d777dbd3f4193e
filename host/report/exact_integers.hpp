// Integers that a script would round.
#pragma once

#include "host/store/json_parts.hpp"

namespace twinarm::report {

/// Turns every integer of `json` that a double does not hold for certain, above 2^53 in size, into its text.
/// JSON.parse reads numbers as doubles: the seed 18446744073709551615 would become 18446744073709552000.
void large_integers_to_text(store::Json& json);

}  // namespace twinarm::report
