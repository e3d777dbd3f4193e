// A table as CDISC Dataset-JSON, version 1.1.
#pragma once

#include <filesystem>

#include "host/adam/dataset.hpp"
#include "host/adam/row_spool.hpp"
#include "host/store/run_record.hpp"

namespace twinarm::adam {

/// Writes the rows as FOLDER/NAME.json, one array a line, attributes in the order of the specification (CDISC
/// Dataset-JSON 1.1, 2024-12-05). Dates are ISO 8601 texts that a reader turns into numbers; so is `created`.
/// Throws FileError.
store::OutputRecord write_dataset_json(const std::filesystem::path& folder, const Dataset& dataset,
                                       const std::string& study, const std::string& created, RowSpool& rows);

/// "2000-01-31"
std::string iso_date(Date date);

}  // namespace twinarm::adam
