// The outcomes of a stored run, from patients.csv and outcomes.bin together.
#include "host/store/stored_outcomes.hpp"

#include <fmt/format.h>

#include "host/store/file_names.hpp"

namespace twinarm::store {

StoredOutcomes::StoredOutcomes(const StoredRun& run)
    : rows_(patients_file(run)),
      records_(run.folder / file_name::outcomes, run.cohort,
               run.record.file(run.folder / file_name::outcomes)) {}

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
