// The outcomes of a stored run, from patients.csv and outcomes.bin together.
#include "host/store/stored_outcomes.hpp"

#include <fmt/format.h>

#include "host/store/file_names.hpp"

namespace twinarm::store {

StoredOutcomes::StoredOutcomes(const StoredRun& run)
    : StoredOutcomes(patients_file(run), run.folder / file_name::outcomes,
                     run.record.file(run.folder / file_name::outcomes)) {}

StoredOutcomes::StoredOutcomes(PatientsFile rows, const std::filesystem::path& outcomes,
                               base::FileFacts expected)
    : rows_(rows), records_(outcomes, rows.cohort, std::move(expected)) {}

Outcome StoredOutcomes::next() {
    if (!rows_.next()) rows_.fail("there is no patient after this one");
    Outcome outcome = rows_.outcome();
    const std::int32_t scans = outcome.scans;
    records_.read(outcome);
    if (outcome.scans != scans)
        rows_.fail(fmt::format("{} scans, {} holds {}", scans, file_name::outcomes, outcome.scans));
    return outcome;
}

void StoredOutcomes::require_end() {
    if (rows_.next()) rows_.fail("a row after the last patient");
    records_.require_end();
}

}  // namespace twinarm::store
