// A JSON file of a run read again, held against its schema first.
#pragma once

#include <filesystem>
#include <string>

#include "host/base/plain_file.hpp"
#include "host/store/json_schema.hpp"

namespace twinarm::store {

/// What to do where a file or folder is not that of a run.
inline constexpr const char* run_remedy = "Give the folder of a run (the --out of `twinarm run`).";

// The schemas are in the program; schemas.cmake puts them there.
const JsonSchema& run_schema();             ///< of run.json: store/run.schema.json
const JsonSchema& summary_schema();         ///< of summary.json: store/summary.schema.json
const JsonSchema& run_start_schema();       ///< of the first line of run.journal
const JsonSchema& run_journal_schema();     ///< of its other lines
const JsonSchema& course_journal_schema();  ///< of the lines of courses.journal but the first
const JsonSchema& sweep_start_schema();     ///< of the first line of the journal of a sweep
const JsonSchema& sweep_journal_schema();   ///< of its other lines

inline constexpr std::size_t most_json_bytes = 64 << 20;  ///< 100 times a run over many populations

/// The text of a file of a run. Throws FileError where it cannot be read, VerificationError where it is not
/// `expected`, DataError where it has more than `most_bytes`.
std::string read_stored_text(const std::filesystem::path& path, const std::string& remedy,
                             const base::FileFacts& expected = {}, std::size_t most_bytes = most_json_bytes);

/// `text` is that of the file. Throws DataError: with file:line:column where it is no JSON object, with file
/// and JSON pointer where it is not what `schema` says.
JsonSchema::Json parse_stored_json(const std::filesystem::path& path, const std::string& text,
                                   const JsonSchema& schema);

/// One line of a journal, a JSON object; throws DataError that begins with `place` where it is not what
/// `schema` says.
JsonSchema::Json read_json_line(
    const std::string& line, const JsonSchema& schema, const std::string& place,
    const std::string& remedy = "The file was changed; begin again with --force.");

/// "file:1:1: /pointer: cause", and what to do.
[[noreturn]] void refuse_stored_json(const std::filesystem::path& path, const std::string& cause);

}  // namespace twinarm::store
