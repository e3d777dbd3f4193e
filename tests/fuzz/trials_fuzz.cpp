// Any text as the trials.csv of a run.
#include "host/base/errors.hpp"
#include "host/store/trials_csv.hpp"
#include "tests/fuzz/demand.hpp"
#include "tests/fuzz/stored_run.hpp"
#include "tests/host/temporary_folder.hpp"

namespace {

std::string fault_of(const twinarm::trial::TrialRow& row) {
    using twinarm::two_arms;
    if (row.arm < 0 || row.arm >= two_arms().study.arm_count) return "arm";
    if (row.n < 0 || row.n > two_arms().arms[std::size_t(row.arm)].trial_n) return "patients";
    if (row.responders < 0 || row.responders > row.n) return "responders";
    if (row.complete < 0 || row.complete > row.responders) return "complete responders";
    return row.evaluable < 0 || row.evaluable > row.n ? "evaluable patients" : "";
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace twinarm;
    static const TemporaryFolder folder;
    static const std::filesystem::path file = folder / "trials.csv";
    const std::string text(data, data + size);
    put_text(file, text);
    const std::string over_populations = store::trial_row_header(true);
    try {
        store::TrialsCsv rows(file, two_arms(), text.starts_with(over_populations),
                              base::build_info().version);
        for (trial::TrialRow row{}; rows.next(row);) demand_no_fault(fault_of(row));
    } catch (const base::DataError& error) {
        demand_place(error.what(), file.string());
    }
    return 0;
}
