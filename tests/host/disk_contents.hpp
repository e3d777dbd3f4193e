// All that a folder holds, kept in memory.
#pragma once

#include <compare>
#include <filesystem>
#include <map>
#include <set>
#include <string>

#include "tests/host/temporary_folder.hpp"

namespace twinarm {

/// Folders and files by path; a folder has no contents.
struct DiskContents {
    std::set<std::string> folders;
    std::map<std::string, std::string> files;

    auto operator<=>(const DiskContents&) const = default;

    /// In the place of what is in `folder`.
    void put_into(const std::filesystem::path& folder) const {
        std::filesystem::remove_all(folder);
        std::filesystem::create_directory(folder);
        for (const std::string& path : folders) std::filesystem::create_directories(folder / path);
        for (const auto& [path, text] : files) put_text(folder / path, text);
    }
    static DiskContents of(const std::filesystem::path& folder) {
        DiskContents there;
        for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
            const std::string path = entry.path().lexically_relative(folder);
            if (entry.is_directory())
                there.folders.insert(path);
            else
                there.files[path] = text_in(entry);
        }
        return there;
    }
};

}  // namespace twinarm
