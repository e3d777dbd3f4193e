// patients.csv read once: survival of every patient, and the outcomes of evenly spaced patients.
#include "host/report/patients_scan.hpp"

#include <cmath>

#include "host/store/patients_csv.hpp"

namespace twinarm {

namespace {

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
        std::uint64_t counted = 0;
        for (std::uint64_t place = 0; place < run_.patients_done; ++place) counted += counts(place);
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

    PatientsCsv rows({run.folder / patients_csv, run.cohort, run.first_patient, run.patients_done,
                      run.populations != nullptr, run.version},
                     {"response", "best_change", "pfs_d", "pfs_event", "os_d", "os_event"});
    std::uint64_t counted = 0;
    for (std::uint64_t k = 0; k < run.patients_done; ++k) {
        const bool counts = counting.counts(k), kept = counts && counted % scan.step == 0;
        counted += counts;
        if (kept) scan.patients.push_back(run.first_patient + k);
        for (std::size_t a = 0; a < scan.arms; ++a) {
            rows.next();
            if (!counts) continue;
            const Outcome outcome = rows.outcome();
            const bool completed = outcome.status == Status::ok;
            if (completed) {
                scan.pfs[a].add(outcome.pfs_h / 24, outcome.pfs_event == 1);
                scan.os[a].add(outcome.os_h / 24, outcome.os_event == 1);
            }
            if (kept)
                scan.outcomes.push_back(
                    {completed ? outcome.best_change : std::nan(""), outcome.response, completed});
        }
    }
    rows.next();  // the file ends here
    return scan;
}

}  // namespace twinarm
