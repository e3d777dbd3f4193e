// The outcomes of a stored run, from patients.csv and outcomes.bin together.
#include "host/cli/stored_outcomes.hpp"

#include <fmt/format.h>

#include "host/run/errors.hpp"
#include "host/run/read_patient_row.hpp"

namespace twinarm {

StoredOutcomes::StoredOutcomes(const StoredRun& run)
    : run_(run), rows_(run), records_(run.folder / outcome_file_name, run.cohort) {}

Outcome StoredOutcomes::next() {
    const auto arms = std::uint64_t(run_.cohort.study.arm_count);
    const std::uint64_t patient = run_.record.first_patient + done_ / arms;
    if (!rows_.next(line_))
        throw DataError(
            fmt::format("{}:{}:1: the file ends before patient {}\n"
                        "  The file is half-written or was changed; run the cohort again.",
                        rows_.path(), rows_.number() + 1, patient));
    rows_.require_whole("the last row");
    const std::string place = fmt::format("{}:{}", rows_.path(), rows_.number());
    Outcome outcome = read_patient_row(line_, run_.cohort, place);
    if (outcome.patient != patient || std::uint64_t(outcome.arm) != done_ % arms)
        throw DataError(
            fmt::format("{}:1: not the row of patient {} in arm {}\n"
                        "  The file was changed; run the cohort again.",
                        place, patient, run_.cohort.arms[std::size_t(done_ % arms)].id));
    const std::int32_t scans = outcome.scans;
    records_.read(outcome);
    if (outcome.scans != scans)
        throw DataError(
            fmt::format("{}: {} scans, {} holds {}\n  The files are of different runs; run the cohort again.",
                        place, scans, outcome_file_name, outcome.scans));
    ++done_;
    return outcome;
}

void StoredOutcomes::require_end() {
    if (rows_.next(line_))
        throw DataError(
            fmt::format("{}:{}:1: a row after the last patient\n"
                        "  The file was changed; run the cohort again.",
                        rows_.path(), rows_.number()));
    records_.require_end();
}

}  // namespace twinarm
