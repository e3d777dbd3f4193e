// A stored run as one HTML page in a file, or as the numbers of its charts.
#include "host/report/write_report.hpp"

#include "host/base/output_file.hpp"
#include "host/report/page.hpp"

namespace twinarm::report {

std::string stored_report_data(const store::StoredRun& run, std::size_t sample) {
    store::require_simulated(run);
    const cohort::PopulationStudies populations = store::populations_of(run, run.cohort);
    return report_data({run.folder, run.cohort, run.record, populations}, sample);
}

std::size_t write_report(const store::StoredRun& run, const std::filesystem::path& file, std::size_t sample) {
    const std::string page = report_page(run.cohort.title, stored_report_data(run, sample));
    base::write_file(file, page);
    return page.size();
}

}  // namespace twinarm::report
