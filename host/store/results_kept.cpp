// Files of a run recognised by their names and their folder.
#include "host/store/results_kept.hpp"

#include <algorithm>
#include <iterator>

#include "host/base/errors.hpp"
#include "host/base/input_kept.hpp"
#include "host/base/output_file.hpp"
#include "host/store/file_names.hpp"
#include "host/store/folder_lock.hpp"
#include "host/store/result_names.hpp"

namespace twinarm::store {

namespace fs = std::filesystem;

namespace {

/// Whether a run wrote, or is writing, a file of this name in the folder.
bool is_of_a_run(const fs::path& folder, const std::string& name) {
    const auto& results = result_names();
    const char* const others[] = {file_name::run, file_name::journal, lock_name};
    if (std::find(results.begin(), results.end(), name) != results.end() || name == file_name::course_rows ||
        name == file_name::course_journal ||
        std::find(std::begin(others), std::end(others), name) != std::end(others))
        return std::any_of(std::begin(others), std::end(others),
                           [&](const char* other) { return base::is_there(folder / other); });
    return names_written_by_run(folder).count(name) == 1;
}

}  // namespace

void require_kept(const fs::path& output, const std::vector<std::string>& inputs) {
    base::require_no_input(output, inputs);
    const fs::path folder = output.has_parent_path() ? output.parent_path() : ".";
    // What has no name yet is a file of the run, too.
    const fs::path name = output.filename();
    const bool partial = base::partial_name(name.stem()) == name;
    if (is_of_a_run(folder, (partial ? name.stem() : name).string()))
        throw base::UsageError(output.string() +
                               ": is a file of the run in that folder and would be overwritten\n"
                               "  Choose another name or place for the results.");
}

}  // namespace twinarm::store
