// Any text as the resolved.toml of a run: one file with everything in it.
#include "host/cohort/read_cohort.hpp"
#include "tests/fuzz/demand.hpp"
#include "tests/host/cohort/reading_faults.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace twinarm;
    const std::string text(data, data + size);
    try {
        demand_no_fault(cohort::fault_of(cohort::read_resolved(text, "resolved.toml")));
    } catch (const base::CohortError& error) {
        demand_no_fault(cohort::fault_of(error, "resolved.toml", text));
    }
    return 0;
}
