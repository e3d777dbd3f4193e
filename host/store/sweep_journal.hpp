// The journal of a sweep: how it was begun, then a line each time the patients of a point so far are made
// sure of.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "host/store/journal_file.hpp"
#include "host/store/sweep_start.hpp"
#include "host/trial/sweep_report.hpp"

namespace twinarm::store {

class SweepJournal {
  public:
    /// Goes on with the sweep in `path`, or begins it where nothing is. A line is written at most each
    /// `seconds_between`. Throws DataError where another sweep was begun there, or a line says what no sweep
    /// writes, VerificationError where a line was changed, UsageError where the file is something else or in
    /// use, FileError.
    SweepJournal(const std::filesystem::path& path, const SweepStart& start, double seconds_between,
                 cohort::PopulationPlaces places = trial::SweepState::one_place());

    /// What there is of a point with so many arms; empty where nothing is. Throws DataError where it has
    /// others.
    trial::SweepTally tally(std::size_t point, int arms, const trial::SweepTally* first);

    /// Makes sure of a point's patients where the last line was written long enough ago, or `now`. Throws
    /// FileError.
    void keep(std::size_t point, const trial::SweepTally& tally, bool now);

  private:
    void read(std::size_t line);

    std::string path_;
    JournalFile file_;
    cohort::PopulationPlaces places_;        ///< of the patients of a point
    std::uint64_t patients_ = 0;             ///< of each point
    std::vector<trial::SweepState> points_;  ///< that were reached when the file was opened
    std::size_t last_point_ = 0;             ///< of the last line, and its patients
    std::uint64_t last_patients_ = 0;
    std::chrono::duration<double> between_;
    std::chrono::steady_clock::time_point written_ = std::chrono::steady_clock::now();
};

}  // namespace twinarm::store
