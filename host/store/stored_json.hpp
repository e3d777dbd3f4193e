// A JSON file of a run read again, held against its schema first.
#pragma once

#include <filesystem>
#include <string>

#include "host/store/json_schema.hpp"

namespace twinarm::store {

/// What to do where a file or folder is not that of a run.
inline constexpr const char* run_remedy = "Give the folder of a run (the --out of `twinarm run`).";

// The schemas are in the program; schemas.cmake puts them there.
const JsonSchema& run_schema();          ///< of run.json: store/run.schema.json
const JsonSchema& summary_schema();      ///< of summary.json: store/summary.schema.json
const JsonSchema& run_start_schema();    ///< of the first line of run.journal
const JsonSchema& run_journal_schema();  ///< of its other lines

/// Throws FileError where the file cannot be read; DataError with file:line:column where it is no JSON object
/// or too large, with file and JSON pointer where it is not what `schema` says. The text of the file is put
/// into `text`.
JsonSchema::Json read_stored_json(const std::filesystem::path& path, const JsonSchema& schema,
                                  const std::string& remedy, std::string* text = nullptr);

/// One line of a journal, a JSON object; throws DataError that begins with `place` where it is not what
/// `schema` says.
JsonSchema::Json read_json_line(const std::string& line, const JsonSchema& schema, const std::string& place);

/// "file:1:1: /pointer: cause", and what to do.
[[noreturn]] void refuse_stored_json(const std::filesystem::path& path, const std::string& cause);

}  // namespace twinarm::store
