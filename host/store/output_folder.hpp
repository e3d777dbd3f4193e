// The folder of a run: chosen and checked before anything is simulated.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

namespace twinarm::store {

/// `out`, or where it is empty the input file's stem in `runs`. Throws UsageError where that file is a pipe.
std::filesystem::path output_folder(const std::string& out, const std::filesystem::path& input_file,
                                    const std::filesystem::path& runs = "runs");

/// Changes nothing. Throws UsageError where the folder holds something and `force` is not set, FileError
/// where it is a file or cannot be read. A lock does not count, nor do the shards that a merge reads and what
/// an earlier one left.
void require_contents_may_be_replaced(const std::filesystem::path& folder, bool force,
                                      bool beside_shards = false);

/// Free space where the folder is or will be; 0 where the system does not say.
std::uint64_t free_bytes_at(std::filesystem::path folder);

}  // namespace twinarm::store
