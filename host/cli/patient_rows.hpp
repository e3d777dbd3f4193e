// patients.csv of a run, line by line.
#pragma once

#include <cstdint>
#include <fstream>
#include <string>

#include "host/store/stored_run.hpp"

namespace twinarm {

class PatientRows {
  public:
    /// Throws FileError where the file cannot be read, DataError where its header is not this version's.
    explicit PatientRows(const StoredRun& run);

    /// The next row without its end of line; false at the end.
    bool next(std::string& line);
    /// Throws DataError where the row has no end of line.
    void require_whole(const std::string& row) const;
    const std::string& path() const { return path_; }
    std::uint64_t number() const { return number_; }  ///< of the line

  private:
    std::string path_;
    std::ifstream file_;
    std::uint64_t number_ = 0;
};

}  // namespace twinarm
