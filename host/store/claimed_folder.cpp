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

namespace twinarm::store {

namespace fs = std::filesystem;

namespace {

bool is_there(const fs::path& path) {
    std::error_code none;
    return fs::exists(fs::symlink_status(path, none));
}

bool is_file_or_link(const fs::path& path) {
    std::error_code none;
    const fs::file_status status = fs::symlink_status(path, none);
    return fs::is_regular_file(status) || fs::is_symlink(status);
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
    const bool was_there = is_there(path());
    require_usable();
    if (was_there) require_not_in_use(path());
    require_contents_may_be_replaced(path(), request_.force);
    // The folder of a run that was killed has a lock that nobody holds.
    require_own_results(is_there(path() / lock_name));
    std::error_code error;
    fs::create_directories(path(), error);
    if (error)
        throw base::FileError(path().string(), "cannot be created: " + error.message(),
                              "Choose another folder with --out.");
    try {
        lock_ = std::make_unique<FolderLock>(path());
        // Another run may have ended just now.
        require_contents_may_be_replaced(path(), request_.force);
        require_own_results(lock_->was_left());
    } catch (...) {
        lock_.reset();
        if (!was_there) fs::remove(path(), error);
        throw;
    }
    for (const std::string& name : result_names()) remove_if_file(base::partial_name(path() / name));
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

void ClaimedFolder::require_own_results(bool was_left) const {
    const std::set<std::string> own = names_written_by_run(path());
    for (const std::string& name : result_names()) {
        const fs::path result = path() / name;
        if (!is_there(result) || (is_file_or_link(result) && (was_left || own.count(name) == 1))) continue;
        throw base::UsageError(result.string() +
                               ": was not written by a run of twinarm in this folder\n"
                               "  Move it away, or choose another folder with --out.");
    }
}

void ClaimedFolder::publish(const std::vector<std::string>& names) {
    lock_->leave_file(true);
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
    lock_->leave_file(false);
    base::keep_names(path());
}

}  // namespace twinarm::store
