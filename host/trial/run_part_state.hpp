// A part of a run as bytes (CBOR), so that another process can add it to the part before it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "host/trial/run_part.hpp"

namespace twinarm::trial {

std::string state_of(const RunPart& part, const RunShape& shape);

/// The part whose first patient has the place `first` in the run. Throws DataError where `state` is no state
/// of such a part, or counts in it do not add up. Memory grows with the bytes that there are, not with the
/// sizes that they say.
RunPart part_of(std::string_view state, const RunShape& shape, std::uint64_t first);

}  // namespace twinarm::trial
