// A table as a SAS transport file, version 5. The only interface to ReadStat: no other file includes its
// header.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>

#include "host/adam/dataset.hpp"
#include "host/adam/row_spool.hpp"
#include "host/store/run_record.hpp"

namespace twinarm::adam {

/// Bytes that a text of the format can have.
inline constexpr std::size_t longest_xpt_text = 200;

/// Whether this program was built with ReadStat.
bool xpt_is_built();
/// Throws DeviceError where it was not, with what to do.
void require_xpt(const std::string& wanted_for);

/// Writes the rows as FOLDER/NAME.xpt: texts as long as the longest of their column, numbers of 8 bytes,
/// dates as days since 1960-01-01 with the format DATE9. The texts are UTF-8. `created`: UTC, ISO 8601.
/// Throws FileError.
store::OutputRecord write_xpt(const std::filesystem::path& folder, const Dataset& dataset,
                              const std::string& created, RowSpool& rows);

}  // namespace twinarm::adam
