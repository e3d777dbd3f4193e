// trials.csv read once: how many virtual trials of an arm observed how many responders.
#include "host/report/trials_scan.hpp"

#include <algorithm>

#include "host/report/csv_rows.hpp"
#include "host/run/patient_row.hpp"
#include "host/table/trials_csv.hpp"

namespace twinarm {

std::vector<TrialCounts> scan_trials(const ReportRun& run) {
    std::vector<TrialCounts> counts(run.arms());
    const std::string last_column = run.populations ? std::string(",") + population_column : "";
    CsvRows rows(run.folder / "trials.csv", trial_row_header + last_column);
    const std::size_t arm = rows.column("arm"), n = rows.column("n"), responders = rows.column("responders");
    while (rows.next()) {
        const auto found = std::find_if(run.cohort.arms.begin(), run.cohort.arms.end(),
                                        [&](const ArmLabel& label) { return label.id == rows[arm]; });
        if (found == run.cohort.arms.end()) rows.fail("the run has no such arm");
        TrialCounts& of_arm = counts[std::size_t(found - run.cohort.arms.begin())];
        if (rows.whole(n) > std::uint64_t(found->trial_n))
            rows.fail("a trial of more patients than the run's");
        of_arm.n = int(rows.whole(n));
        of_arm.responders.resize(std::size_t(of_arm.n) + 1);
        if (rows.whole(responders) > rows.whole(n)) rows.fail("more responders than patients");
        ++of_arm.responders[rows.whole(responders)];
    }
    return counts;
}

}  // namespace twinarm
