// A stored run as one HTML page in a file.
#include "host/report/write_report.hpp"

#include "host/base/output_file.hpp"
#include "host/report/page.hpp"

namespace twinarm::report {

std::size_t write_report(const store::StoredRun& run, const std::filesystem::path& file, std::size_t sample) {
    store::require_simulated(run);
    const cohort::PopulationStudies populations = store::populations_of(run, run.cohort);
    const ReportRun source{run.folder, run.cohort, run.record, populations};
    const std::string page = report_page(run.cohort.title, report_data(source, sample));
    base::write_file(file, page);
    return page.size();
}

}  // namespace twinarm::report
