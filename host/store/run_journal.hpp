// run.journal: how a run was begun, and how much of it is on the disk. It is in the folder until the run is
// complete.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "host/base/plain_file.hpp"
#include "host/store/journal.hpp"
#include "host/store/run_start.hpp"

namespace twinarm::store {

/// The rows of so many patients are on the disk.
struct Commit {
    std::uint64_t patients = 0;
    double seconds = 0;              ///< that they took
    base::FileFacts rows, outcomes;  ///< of patients.csv and outcomes.bin as far as they hold these patients
    std::size_t line = 0;            ///< of the journal, from 0
};

struct RunJournal {
    JournalLines lines;
    RunStart start;
    std::vector<Commit> commits;         ///< in ascending order of patients
    std::vector<std::string> published;  ///< files that have got, or were about to get, their names
};

std::string text_of(const Commit& commit);
/// That these files are about to get their names.
std::string text_of_publication(const std::vector<std::string>& names);

/// How the journals in the folder of a run begin.
inline constexpr const char *run_journal_words = "{\"twinarm_run\":",
                            *course_journal_words = "{\"twinarm_courses\":";

/// Whether a plain file begins as a journal does, or would have had it been written to its end.
bool is_run_journal(const std::filesystem::path& path);
/// Whether such a file ends before its first line does: no run was begun. Throws as read_journal.
bool is_empty_journal(const std::filesystem::path& path);

/// Of a folder; none where it has no journal, or one that ends before its first line does. Throws FileError
/// and VerificationError as read_journal does, DataError where a line says what no run writes.
std::optional<RunJournal> read_run_journal(const std::filesystem::path& folder);

/// How a run ended that simulated all of its patients and was not interrupted; none where the folder, with
/// this journal, holds no such run. Only a shard keeps its journal; beside any other one the results are
/// older. Throws as read_run_record.
std::optional<int> exit_code_of_complete_run(const std::filesystem::path& folder,
                                             const std::optional<RunJournal>& journal);

/// Where a file of the journal is: NAME.partial, or NAME where that was published.
std::filesystem::path file_of_journal(const std::filesystem::path& folder, const char* name);

/// The last commit whose bytes are still in both files, each of which is NAME.partial or has its name. Zero
/// patients where none is. Throws FileError.
Commit last_good_commit(const std::filesystem::path& folder, const RunJournal& journal);

}  // namespace twinarm::store
