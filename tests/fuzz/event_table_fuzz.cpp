// Any text as an event table.
#include "host/cohort/event_table.hpp"
#include "tests/fuzz/demand.hpp"
#include "tests/host/cohort/reading_faults.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace twinarm;
    const std::string text(data, data + size);
    base::Report report;
    try {
        std::int64_t doses = 0;
        for (const cohort::DoseTrain& train : cohort::read_event_table(text, "events.csv", 60, 2, report)) {
            doses += train.count[0] * train.count[1] * train.count[2];
            const bool whole = train.value >= 0 && train.infusion_min > 0 && train.first_min >= 0 &&
                               train.last_min() >= train.first_min;
            demand_no_fault(whole ? "" : "a schedule that cannot be");
        }
        demand_no_fault(doses <= 10000 ? "" : "more doses than are allowed");
        report.throw_if_any();
    } catch (const base::CohortError& error) {
        demand_no_fault(cohort::fault_of(error, "events.csv", text));
    }
    return 0;
}
