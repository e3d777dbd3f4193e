// trials.csv read once: how many virtual trials of an arm observed how many responders.
#include "host/report/trials_scan.hpp"

#include "host/store/file_names.hpp"
#include "host/store/trials_csv.hpp"

namespace twinarm::report {

std::vector<TrialsByResponders> scan_trials(const ReportRun& run) {
    std::vector<TrialsByResponders> counts(run.arms());
    store::TrialsCsv rows(run.folder / store::file_name::trials, run.cohort, run.over_populations(),
                          run.record.version, run.record.file(run.folder / store::file_name::trials));
    for (trial::TrialRow row{}; rows.next(row);) {
        TrialsByResponders& of_arm = counts[std::size_t(row.arm)];
        of_arm.n = row.n;
        of_arm.responders.resize(std::size_t(of_arm.n) + 1);
        ++of_arm.responders[std::size_t(row.responders)];
    }
    return counts;
}

}  // namespace twinarm::report
