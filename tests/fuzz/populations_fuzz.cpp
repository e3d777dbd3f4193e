// Any text as a file of plausible populations.
#include <cmath>

#include "host/cohort/populations.hpp"
#include "tests/fuzz/demand.hpp"
#include "tests/host/cohort/reading_faults.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace twinarm;
    const std::string text(data, data + size);
    try {
        const cohort::Populations populations = cohort::read_populations(text, "populations.csv");
        double sum = 0;
        for (const cohort::PlausiblePopulation& row : populations.rows) {
            sum += row.weight;
            const bool whole = row.weight > 0 && row.values.size() == populations.columns.size() &&
                               row.at.size() == row.values.size();
            demand_no_fault(whole ? "" : "half a population: " + row.name);
        }
        demand_no_fault(std::abs(sum - 1) < 1e-6 ? "" : "weights do not sum to 1");
    } catch (const base::CohortError& error) {
        demand_no_fault(cohort::fault_of(error, "populations.csv", text));
    }
    return 0;
}
