// The folder of a run: chosen and checked before anything is simulated.
#include "host/store/output_folder.hpp"

#include "host/base/errors.hpp"
#include "host/base/output_file.hpp"
#include "host/base/shell_word.hpp"
#include "host/store/file_names.hpp"
#include "host/store/folder_lock.hpp"
#include "host/store/run_journal.hpp"

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

void require_contents_may_be_replaced(const fs::path& folder, bool force, bool beside_shards) {
    std::error_code error;
    const fs::file_status status = fs::status(folder, error);
    if (!fs::exists(status)) return;
    const char* remedy = "Choose another folder with --out.";
    if (!fs::is_directory(status)) throw base::FileError(folder.string(), "is a file, not a folder", remedy);
    bool empty = true;
    for (fs::directory_iterator entry(folder, error), end; !error && empty && entry != end;
         entry.increment(error)) {
        const fs::path name = entry->path().filename();
        // What a merge that was killed left is made again.
        const bool of_merge =
            name == file_name::shards || name == file_name::course_journal || name.extension() == ".partial";
        empty = name == lock_name || (beside_shards && of_merge) ||
                (name == file_name::journal && is_empty_journal(entry->path()));
    }
    if (error) throw base::FileError(folder.string(), "cannot be read: " + error.message(), remedy);
    if (empty || force) return;
    if (is_run_journal(folder / file_name::journal))
        throw base::UsageError(folder.string() +
                               ": holds a run that is not complete\n  Go on with it with `twinarm run "
                               "--resume " +
                               base::shell_word(folder.string()) + "`, or replace it with --force.");
    throw base::UsageError(
        folder.string() +
        ": the folder is not empty\n  Choose another folder with --out, or replace what is there "
        "with --force.");
}

}  // namespace twinarm::store
