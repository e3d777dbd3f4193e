// The folder of a run: chosen, checked and opened before anything is simulated.
#include "host/store/output_folder.hpp"

#include <fmt/format.h>

#include "host/base/errors.hpp"
#include "host/base/number_text.hpp"
#include "host/base/output_file.hpp"

namespace twinarm::store {

namespace fs = std::filesystem;

fs::path output_folder(const std::string& out, const fs::path& input_file, const fs::path& runs) {
    if (!out.empty()) return out;
    if (base::is_stream(input_file))
        throw base::UsageError(
            base::name_of_input(input_file.string()) +
            ": no folder can be named after a pipe\n  Give the folder for the results with --out.");
    return runs / input_file.stem();
}

std::uint64_t free_bytes_at(fs::path folder) {
    std::error_code error;
    folder = fs::absolute(folder, error);
    while (!folder.empty() && !fs::exists(folder, error) && folder.has_relative_path())
        folder = folder.parent_path();
    const fs::space_info space = fs::space(folder, error);
    return error ? 0 : space.available;
}

void prepare_output_folder(const fs::path& folder, const std::vector<std::string>& old, bool force,
                           double expected_bytes) {
    std::error_code error;
    if (fs::exists(folder, error) && !fs::is_directory(folder, error))
        throw base::FileError(folder.string(), "is a file, not a folder",
                              "Choose another folder with --out.");
    fs::create_directories(folder, error);
    if (error)
        throw base::FileError(folder.string(), "cannot be created: " + error.message(),
                              "Choose another folder with --out.");

    const bool empty = fs::is_empty(folder, error);
    if (error)
        throw base::FileError(folder.string(), "cannot be read: " + error.message(),
                              "Choose another folder with --out.");
    if (!empty && !force)
        throw base::UsageError(
            folder.string() +
            ": the folder is not empty\n  Choose another folder with --out, or replace what is there "
            "with --force.");

    // Old results go first: a run that fails half-way must not be mixed with another one's.
    for (const std::string& name : old) {
        fs::remove(folder / name, error);
        const fs::path partial = folder / (name + ".partial");
        if (fs::is_regular_file(fs::symlink_status(partial, error))) fs::remove(partial, error);
    }

    const fs::path probe = folder / "write_test";
    base::write_file(probe, "");
    fs::remove(probe, error);

    const std::uint64_t available = free_bytes_at(folder);
    if (available != 0 && double(available) < expected_bytes)
        throw base::FileError(
            folder.string(),
            fmt::format("has {} left, the results need about {}", base::bytes_in_words(double(available)),
                        base::bytes_in_words(expected_bytes)),
            "Free some space, choose a folder on another disk with --out, or simulate fewer patients (-n).");
}

}  // namespace twinarm::store
