// A patient simulated again must be the one that the run holds.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "host/store/run_record.hpp"

namespace twinarm::store {

/// One fact of a patient in words: as the run has it, and as it is now.
struct StoredAndNow {
    std::string stored, now;
};

/// Whether a patient simulated alone has the bits that it has in a run. Not in the fast build, which
/// contracts products and sums in lanes but not in one patient's course.
bool has_the_bits_of_a_run();

/// Throws VerificationError with every fact that differs, where has_the_bits_of_a_run().
void require_same(const std::filesystem::path& folder, const RunRecord& record, std::uint64_t patient,
                  const std::vector<StoredAndNow>& facts);

}  // namespace twinarm::store
