// A folder that one run writes its results to.
#include "host/store/claimed_folder.hpp"

#include <fmt/format.h>

#include "host/base/errors.hpp"
#include "host/base/input_kept.hpp"
#include "host/base/number_text.hpp"
#include "host/base/output_file.hpp"
#include "host/store/file_names.hpp"
#include "host/store/output_folder.hpp"
#include "host/store/result_names.hpp"
#include "host/store/run_journal.hpp"

namespace twinarm::store {

namespace fs = std::filesystem;

namespace {

bool is_file_or_link(const fs::path& path) {
    std::error_code none;
    const fs::file_status status = fs::symlink_status(path, none);
    return fs::is_regular_file(status) || fs::is_symlink(status);
}

/// The folders that hold a name that is not there yet, of a folder to be made.
std::vector<fs::path> parents_to_change(const fs::path& folder) {
    std::vector<fs::path> parents;
    for (fs::path missing = fs::absolute(folder); !base::is_there(missing); missing = missing.parent_path())
        parents.push_back(missing.parent_path());
    return parents;
}

void remove_if_file(const fs::path& path) {
    std::error_code error;
    if (is_file_or_link(path)) fs::remove(path, error);
    if (error)
        throw base::FileError(path.string(), "cannot be removed: " + error.message(),
                              "Choose another folder with --out.");
}

}  // namespace

ClaimedFolder::ClaimedFolder(FolderRequest request) : request_(std::move(request)) {
    const bool was_there = base::is_there(path());
    require_usable();
    if (was_there) require_not_in_use(path());
    require_replaceable();
    std::error_code error;
    const std::vector<fs::path> parents = parents_to_change(path());
    fs::create_directories(path(), error);
    if (error)
        throw base::FileError(path().string(), "cannot be created: " + error.message(),
                              "Choose another folder with --out.");
    try {
        lock_ = std::make_unique<FolderLock>(path());
        require_replaceable();  // another run may have ended just now
    } catch (...) {
        lock_.reset();
        if (!was_there) fs::remove(path(), error);
        throw;
    }
    for (const fs::path& parent : parents) {
        try {
            base::keep_names(parent);
        } catch (const base::FileError&) {
            // Where the user may write and not read; the folder is there.
        }
    }
    if (request_.resume) return;
    for (const std::string& name : result_names()) remove_if_file(base::partial_name(path() / name));
    // Before the other journal, so that a process that is killed meanwhile leaves no courses of nothing; a
    // merge goes on with those that an earlier one left.
    if (!request_.beside_shards) remove_courses();
    remove_if_file(path() / file_name::journal);
}

void ClaimedFolder::require_replaceable() const {
    if (request_.resume) return;
    require_contents_may_be_replaced(path(), request_.force, request_.beside_shards);
    require_own_results();
}

bool ClaimedFolder::holds_old_results() const {
    return !old_is_gone_ && base::is_there(path() / file_name::run);
}

void ClaimedFolder::require_usable() const {
    for (const std::string& result : result_paths(path())) base::require_no_input(result, request_.inputs);
    base::require_no_input(path() / lock_name, request_.inputs);
    const std::uint64_t available = free_bytes_at(path());
    if (available != 0 && double(available) < request_.expected_bytes)
        throw base::FileError(
            path().string(),
            fmt::format("has {} left, the results need about {}", base::bytes_in_words(double(available)),
                        base::bytes_in_words(request_.expected_bytes)),
            "Free some space, choose a folder on another disk with --out, or simulate fewer patients (-n).");
}

void ClaimedFolder::require_own_results() const {
    std::set<std::string> own = names_written_by_run(path());
    own.merge(names_in_left_lock(path()));
    for (const std::string& name : result_names()) {
        const fs::path result = path() / name;
        if (!base::is_there(result) || (is_file_or_link(result) && own.count(name) == 1)) continue;
        throw base::UsageError(result.string() +
                               ": was not written by a run of twinarm in this folder\n"
                               "  Move it away, or choose another folder with --out.");
    }
    const auto require_own = [&](const char* journal, const std::string& first_words) {
        if (base::is_there(path() / journal) && !begins_as(path() / journal, first_words))
            throw base::UsageError((path() / journal).string() +
                                   ": is not a journal of twinarm\n"
                                   "  Move it away, or choose another folder with --out.");
    };
    require_own(file_name::journal, run_journal_words);
    require_own(file_name::course_journal, course_journal_words);
}

void ClaimedFolder::publish(const std::vector<std::string>& names) {
    std::set<std::string> all = names_written_by_run(path());
    all.insert(names.begin(), names.end());
    all.insert(file_name::run);
    lock_->leave_file({all.begin(), all.end()});
    base::keep_names(path());
    if (!old_is_gone_) remove_if_file(path() / file_name::run);
    for (const std::string& name : names) {
        if (published_.count(name) == 1) continue;
        base::give_name(path() / name);
        published_.insert(name);
    }
    if (!old_is_gone_)
        for (const std::string& name : result_names())
            if (published_.count(name) == 0) remove_if_file(path() / name);
    base::keep_names(path());
    base::give_name(path() / file_name::run);
    old_is_gone_ = true;
    base::keep_names(path());
    lock_->remove_file();
}

void ClaimedFolder::take_back(const std::vector<std::string>& names) {
    remove_if_file(path() / file_name::run);
    base::keep_names(path());
    for (const std::string& name : names) {
        const fs::path partial = base::partial_name(path() / name);
        std::error_code error;
        if (!base::is_there(partial)) fs::rename(path() / name, partial, error);
        if (error)
            throw base::FileError((path() / name).string(), "cannot be renamed: " + error.message(),
                                  "Make it possible, and go on with --resume.");
    }
    base::keep_names(path());
}

void ClaimedFolder::remove_courses() {
    remove_if_file(path() / file_name::course_journal);
    remove_if_file(base::partial_name(path() / file_name::course_rows));
}

void ClaimedFolder::remove_journal() {
    remove_courses();
    base::keep_names(path());  // a loss of power leaves no courses of a run that is complete
    remove_if_file(path() / file_name::journal);
    base::keep_names(path());
}

}  // namespace twinarm::store
