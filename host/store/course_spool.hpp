// The courses of a run on the disk while they are simulated: a process that is killed meanwhile loses few.
#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <optional>
#include <vector>

#include "host/base/output_file.hpp"
#include "host/store/journal_file.hpp"
#include "host/store/run_record.hpp"
#include "host/store/run_start.hpp"
#include "kernels/launch/simulate_course.hpp"

namespace twinarm::store {

/// The points lie in courses.rows.partial as they are in memory; courses.journal says of which run they are
/// and how many patients' are on the disk. Both go when the run is complete.
class CourseSpool {
  public:
    /// Goes on with the courses that are in the folder where they are those of a run begun like this one;
    /// what is there of another run, or was changed, goes. A line of the journal is written at most each
    /// `seconds_between`. Throws as JournalFile, DataError where a line says what no run writes.
    CourseSpool(const std::filesystem::path& folder, const RunStart& start, double seconds_between);

    /// Whose courses in all arms are there.
    std::uint64_t patients() const { return patients_; }

    /// The courses of the next patient, arm after arm.
    void add(const std::vector<CourseLog>& arms);
    /// Makes sure of all that was added.
    void keep();

    /// Remembers the file that was made of all of them and has no name yet.
    void keep_file(const OutputRecord& file);
    /// That file, if it is there as it was: it need not be made again.
    std::optional<OutputRecord> file() const;

    using Visit = std::function<void(std::uint64_t nth, int arm, const std::vector<CoursePoint>& points)>;
    /// Every course, in the order in which they were added: of the nth patient, from 0, in one of so many
    /// arms. Ends before the next patient once `goes_on` says no. Throws FileError, VerificationError.
    void for_each(int arms, const Visit& visit, const std::function<bool()>& goes_on);

  private:
    void go_on_or_begin(const std::string& first_line);
    bool holds(const base::FileFacts& facts);

    std::filesystem::path folder_, rows_path_;
    std::optional<JournalFile> journal_;
    std::optional<base::OutputFile> rows_;
    std::optional<OutputRecord> file_;
    std::uint64_t patients_ = 0, patients_kept_ = 0;
    std::chrono::duration<double> between_;
    std::chrono::steady_clock::time_point kept_ = std::chrono::steady_clock::now();
};

}  // namespace twinarm::store
