// patients.csv read once: survival of every patient, and the outcomes of evenly spaced patients.
#include "host/report/patients_scan.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "host/store/file_names.hpp"
#include "host/store/patients_csv.hpp"

namespace twinarm::report {

namespace {

/// A time of follow-up [d]: never longer than the study.
double days_of(double hours, const Study& study, const store::PatientsCsv& rows) {
    const double days = hours / 24;
    if (!(days >= 0) || days > study.horizon_min / 1440.0 + 1)
        rows.fail(fmt::format("{} days are not within the study", days));
    return days;
}

/// Which patients of a run count in results that are not split by population.
class Counting {
  public:
    explicit Counting(const ReportRun& run)
        : design_(run.populations.design),
          done_(run.record.patients_done),
          of_each_(design_.patients_counted()) {}
    bool counts(std::uint64_t place) const {
        const std::size_t population = design_.population_at(place);
        return place - population * design_.patients_each < of_each_.at(population);
    }
    std::uint64_t all() const {
        const std::uint64_t each = design_.patients_each;
        std::uint64_t counted = 0;
        for (std::size_t k = 0; k < of_each_.size() && k * each < done_; ++k)
            counted += std::min(of_each_[k], done_ - k * each);
        return counted;
    }

  private:
    const cohort::PopulationDesign& design_;
    std::uint64_t done_;
    std::vector<std::uint64_t> of_each_;
};

}  // namespace

void ArmFollowUp::add(double days, bool event) {
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

    store::PatientsCsv rows(
        {run.folder / store::file_name::patients, run.cohort, run.record.first_patient,
         run.record.patients_done, run.over_populations(), run.record.version,
         run.record.file(run.folder / store::file_name::patients)},
        {"response", "best_change", "pfs_d", "pfs_event", "os_d", "os_event", "worst_hypotension_grade"});
    std::uint64_t counted = 0;
    for (std::uint64_t k = 0; k < run.record.patients_done; ++k) {
        const bool counts = counting.counts(k), kept = counts && counted % scan.step == 0;
        counted += counts;
        if (kept) scan.patients.push_back(run.record.first_patient + k);
        for (std::size_t a = 0; a < scan.arms; ++a) {
            rows.next();
            if (!counts) continue;
            const Outcome outcome = rows.outcome();
            const bool completed = outcome.status == Status::ok;
            if (completed) {
                const Study& study = run.cohort.study;
                scan.pfs[a].add(days_of(outcome.pfs_h, study, rows), outcome.pfs_event == 1);
                scan.os[a].add(days_of(outcome.os_h, study, rows), outcome.os_event == 1);
            }
            if (kept)
                scan.outcomes.push_back({completed ? outcome.best_change : std::nan(""), outcome.response,
                                         completed, outcome.worst_hypotension_grade});
        }
    }
    rows.next();  // the file ends here
    return scan;
}

}  // namespace twinarm::report
