// patients.csv read once: survival of every patient, and the outcomes of evenly spaced patients.
#include "host/report/patients_scan.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "host/report/csv_rows.hpp"
#include "host/run/patient_row.hpp"

namespace twinarm {

namespace {

/// Where the columns are that a report reads.
struct Columns {
    std::size_t patient, arm, status, response, best_change, pfs_d, pfs_event, os_d, os_event;
};

Columns columns_of(const CsvRows& rows) {
    return {rows.column("patient"),   rows.column("arm"),         rows.column("status"),
            rows.column("response"),  rows.column("best_change"), rows.column("pfs_d"),
            rows.column("pfs_event"), rows.column("os_d"),        rows.column("os_event")};
}

/// A time of follow-up: never longer than the study.
double days_of(const CsvRows& rows, std::size_t column, const Study& study) {
    const double days = rows.number(column);
    if (days < 0 || days > study.horizon_min / 1440.0 + 1)
        rows.fail(fmt::format("{} days are not within the study", days));
    return days;
}

Response response_of(const CsvRows& rows, std::size_t column) {
    for (int r = 0; r < response_count; ++r)
        if (rows[column] == name_of(Response(r))) return Response(r);
    rows.fail(fmt::format("\"{}\" is no response", rows[column]));
}

/// Which patients of a run count.
class Counting {
  public:
    explicit Counting(const ReportRun& run)
        : run_(run),
          of_each_(run.populations == nullptr ? std::vector<std::uint64_t>{}
                                              : run.populations->design.patients_counted()) {}
    bool counts(std::uint64_t place) const {
        if (of_each_.empty()) return true;
        const PopulationDesign& design = run_.populations->design;
        return place % design.patients_each < of_each_.at(design.population_at(place));
    }
    std::uint64_t all() const {
        const std::uint64_t done = run_.record.patients_done;
        if (of_each_.empty()) return done;
        const std::uint64_t each = run_.populations->design.patients_each;
        std::uint64_t counted = 0;
        for (std::size_t k = 0; k < of_each_.size() && k * each < done; ++k)
            counted += std::min(of_each_[k], done - k * each);
        return counted;
    }

  private:
    const ReportRun& run_;
    std::vector<std::uint64_t> of_each_;
};

}  // namespace

void FollowUp::add(double days, bool event) {
    survival.add(days * 24, event);
    const auto day = std::size_t(std::llround(days));  // the nearest day, as DailySurvival has it
    if (day >= ends.size()) ends.resize(day + 1);
    ++ends[day];
}

PatientsScan scan_patients(const ReportRun& run, std::uint64_t most_kept) {
    PatientsScan scan;
    scan.arms = run.arms();
    scan.pfs.resize(scan.arms);
    scan.os.resize(scan.arms);
    const Counting counting(run);
    scan.counted = counting.all();
    scan.step = (scan.counted + most_kept - 1) / most_kept;

    const std::string last_column = run.populations ? std::string(",") + population_column : "";
    CsvRows rows(run.folder / "patients.csv", patient_row_header() + last_column);
    const Columns at = columns_of(rows);
    std::uint64_t counted = 0;
    for (std::uint64_t k = 0; k < run.record.patients_done; ++k) {
        const bool counts = counting.counts(k), kept = counts && counted % scan.step == 0;
        counted += counts;
        if (kept) scan.patients.push_back(run.record.first_patient + k);
        for (std::size_t a = 0; a < scan.arms; ++a) {
            if (!rows.next()) rows.fail("the file ends before the last patient");
            if (rows.whole(at.patient) != run.record.first_patient + k ||
                rows[at.arm] != run.cohort.arms[a].id)
                rows.fail(fmt::format("patient {} in arm {} should stand here", run.record.first_patient + k,
                                      run.cohort.arms[a].id));
            if (!counts) continue;
            KeptOutcome outcome;
            outcome.completed = rows.whole(at.status) == 0;
            outcome.best_change = std::nan("");
            if (outcome.completed) {
                outcome.response = response_of(rows, at.response);
                outcome.best_change = rows.number_or_nan(at.best_change);
                scan.pfs[a].add(days_of(rows, at.pfs_d, run.cohort.study), rows.whole(at.pfs_event) == 1);
                scan.os[a].add(days_of(rows, at.os_d, run.cohort.study), rows.whole(at.os_event) == 1);
            }
            if (kept) scan.outcomes.push_back(outcome);
        }
    }
    return scan;
}

}  // namespace twinarm
