// What `endpoints` prints beside the results of a run.
#pragma once

#include <cstdint>
#include <string>

#include "host/store/endpoints_part.hpp"

namespace twinarm::table {

/// The last block of the table, of a run of `patients`; `out` is the folder of the results, or empty.
std::string endpoints_table(const store::EndpointsPart& part, std::uint64_t patients, const std::string& out,
                            bool colour);

}  // namespace twinarm::table
