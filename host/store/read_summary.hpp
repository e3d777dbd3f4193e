// summary.json of a run read again.
#pragma once

#include <filesystem>
#include <nlohmann/json_fwd.hpp>

#include "host/cohort/cohort.hpp"
#include "host/store/run_record.hpp"

namespace twinarm::store {

/// Reads RUN/summary.json. Throws FileError where it cannot be read; DataError with file and JSON pointer
/// where it is not as summary.schema.json says or is the summary of another run.
nlohmann::ordered_json read_summary(const std::filesystem::path& folder, const cohort::Cohort& cohort,
                                    const RunRecord& record);

}  // namespace twinarm::store
