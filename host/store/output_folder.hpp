// The folder of a run: chosen, checked and opened before anything is simulated.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace twinarm::store {

/// `out`, or where it is empty the input file's stem in `runs`. Throws UsageError where that file is a pipe.
std::filesystem::path output_folder(const std::string& out, const std::filesystem::path& input_file,
                                    const std::filesystem::path& runs = "runs");

/// Creates the folder, removes the files `old` from it, and makes sure that files can be written there.
/// Throws UsageError where it holds something and `force` is not set, FileError where it cannot be written or
/// its disk has less than `expected_bytes` left.
void prepare_output_folder(const std::filesystem::path& folder, const std::vector<std::string>& old,
                           bool force, double expected_bytes);

/// Free space where the folder is or will be; 0 where the system does not say.
std::uint64_t free_bytes_at(std::filesystem::path folder);

}  // namespace twinarm::store
