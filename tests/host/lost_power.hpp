// What a disk may hold after the power was lost: all that was made sure of, and some of what was not.
#pragma once

#include <map>
#include <memory>
#include <random>
#include <vector>

#include "tests/host/disk_contents.hpp"
#include "tests/host/recorded_calls.hpp"

namespace twinarm {

/// What of that which no sync followed is on the disk.
enum class Unsynced { all, no_data, no_names, nothing, some };

/// A disk below the folder `root`, whose path is relative as those of the calls.
class Disk {
  public:
    Disk(const DiskContents& contents, std::string root) : root_(std::move(root)) {
        for (const std::string& path : contents.folders) kept_[path] = nullptr;
        for (const auto& [path, text] : contents.files) kept_[path] = std::make_shared<File>(File{text, {}});
        names_ = kept_;
    }

    void apply(const RecordedCall& call) {
        const std::string path = below(call.first);
        if (call.call == "open") {
            auto named = names_.find(path);
            if (call.number == 1 && named == names_.end()) {
                change_name({call, std::make_shared<File>(), path, ""});
                named = names_.find(path);
            }
            openings_[call.opening] = {path, named == names_.end() ? nullptr : named->second};
        } else if (call.call == "write" || call.call == "truncate") {
            if (const auto& file = openings_.at(call.opening).second) file->unsynced.push_back(call);
        } else if (call.call == "sync") {
            const auto& [opened, file] = openings_.at(call.opening);
            if (file)
                keep(*file);
            else
                keep_names(opened);
        } else {
            change_name({call, nullptr, path, call.second.empty() ? "" : below(call.second)});
        }
    }

    /// `random` chooses where only some of it is on the disk.
    DiskContents contents(Unsynced unsynced, std::mt19937& random) const {
        Names names = kept_;
        for (const NameChange& change : unsynced_)
            if (unsynced == Unsynced::all || unsynced == Unsynced::no_data ||
                (unsynced == Unsynced::some && random() % 2 == 0))
                change.apply(names);
        DiskContents there;
        for (const auto& [path, file] : names) {
            if (!is_in(names, path)) continue;
            if (file == nullptr)
                there.folders.insert(path);
            else
                there.files[path] = file->text(unsynced, random);
        }
        return there;
    }
    /// What is sure to be in a file, whatever its name is.
    std::string kept_in(const std::string& path) const {
        const auto named = names_.find(path);
        return named == names_.end() || named->second == nullptr ? "" : named->second->kept;
    }

  private:
    struct File {
        std::string kept;
        std::vector<RecordedCall> unsynced;  ///< writes and cuts

        std::string text(Unsynced which, std::mt19937& random) const {
            std::string text = kept;
            if (which == Unsynced::no_data || which == Unsynced::nothing) return text;
            for (const RecordedCall& call : unsynced) {
                const unsigned chance = which == Unsynced::some ? unsigned(random() % 4) : 0;
                if (chance == 1) continue;
                if (call.call == "truncate") {
                    text.resize(std::size_t(call.number));
                    continue;
                }
                std::string data = call.second;
                if (chance == 2) data.resize(random() % data.size());  // torn
                if (chance == 3) data.assign(data.size(), '\0');       // only the length is there
                const auto at = std::size_t(call.number);
                if (text.size() < at + data.size()) text.resize(at + data.size());
                text.replace(at, data.size(), data);
            }
            return text;
        }
    };
    using Names = std::map<std::string, std::shared_ptr<File>>;  ///< a folder has no file
    struct NameChange {
        RecordedCall call;
        std::shared_ptr<File> created;
        std::string path, to;

        void apply(Names& names) const {
            if (call.call == "open") names.emplace(path, created);
            if (call.call == "mkdir") names[path] = nullptr;
            if (call.call == "unlink") names.erase(path);
            const auto from = names.find(path);
            if (call.call != "rename" || from == names.end()) return;
            names[to] = from->second;
            names.erase(path);
        }
    };

    std::string below(const std::string& path) const {
        return std::filesystem::path(path).lexically_normal().lexically_relative(root_);
    }
    static std::string parent_of(const std::string& path) {
        const std::string parent = std::filesystem::path(path).parent_path();
        return parent.empty() ? "." : parent;
    }
    static bool is_in(const Names& names, const std::string& path) {
        const std::string parent = parent_of(path);
        return parent == "." || (names.count(parent) == 1 && is_in(names, parent));
    }
    void change_name(const NameChange& change) {
        change.apply(names_);
        unsynced_.push_back(change);
    }
    static void keep(File& file) {
        std::mt19937 none;
        file.kept = file.text(Unsynced::all, none);
        file.unsynced.clear();
    }
    void keep_names(const std::string& folder) {
        std::vector<NameChange> rest;
        for (const NameChange& change : unsynced_)
            if (parent_of(change.path) == folder)
                change.apply(kept_);
            else
                rest.push_back(change);
        unsynced_ = std::move(rest);
    }

    std::string root_;
    Names names_, kept_;  ///< as the program sees them, and as they are sure to be on the disk
    std::vector<NameChange> unsynced_;
    std::map<int, std::pair<std::string, std::shared_ptr<File>>> openings_;
};

}  // namespace twinarm
