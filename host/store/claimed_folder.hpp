// A folder that one run writes its results to: nothing in it changes before the run can begin, and the old
// results are there until the new ones take their place.
#pragma once

#include <filesystem>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "host/store/folder_lock.hpp"

namespace twinarm::store {

struct FolderRequest {
    std::filesystem::path folder;
    bool force = false;                    ///< replace the results of an earlier run
    double expected_bytes = 0;             ///< that the results will take
    std::vector<std::string> inputs = {};  ///< files that the same command reads
    bool resume = false;                   ///< go on with the unfinished run that is there
    bool beside_shards = false;            ///< the shards of a run may be there
};

class ClaimedFolder {
  public:
    /// Creates the folder and locks it. Throws UsageError where it is in use, where it holds something and
    /// `force` is not set, where a file that no run wrote there has the name of a result, and where an input
    /// has; FileError where it cannot be written or its disk has not enough room. Then nothing has changed.
    /// What an unfinished run left goes, unless it is to go on.
    explicit ClaimedFolder(FolderRequest request);

    const std::filesystem::path& path() const { return request_.folder; }
    /// Whether the results of an earlier run are there.
    bool holds_old_results() const;

    /// Gives the complete NAME.partial of `names` their names, run.json as the last. The first time
    /// everything else that an earlier run left is removed. A process that is killed meanwhile leaves no
    /// run.json. Throws FileError.
    void publish(const std::vector<std::string>& names);
    /// Makes files that an interrupted run published NAME.partial again; its run.json goes first. Throws
    /// FileError.
    void take_back(const std::vector<std::string>& names);
    /// Of a run that is complete, that of its courses, too. Throws FileError.
    void remove_journal();

  private:
    void remove_courses();
    void require_usable() const;
    void require_own_results() const;
    void require_replaceable() const;

    FolderRequest request_;
    std::unique_ptr<FolderLock> lock_;
    std::set<std::string> published_;
    bool old_is_gone_ = false;
};

}  // namespace twinarm::store
