// Any bytes as the counts.cbor of a shard that keeps no rows, of one population or of two.
#include "host/base/errors.hpp"
#include "host/trial/run_part_check.hpp"
#include "host/trial/run_part_state.hpp"
#include "tests/fuzz/demand.hpp"

namespace {

using namespace twinarm;

/// Of a run of two_arms.toml.
trial::RunShape shape(std::vector<double> weights, std::uint64_t patients_each) {
    return {2, {std::move(weights), patients_each}, trial::pool_capacity};
}

std::string fault_of(const trial::RunPart& part, const trial::RunShape& of) {
    if (part.first != 0 || part.end > of.places.weights.size() * of.places.patients_each) return "places";
    std::uint64_t patients = 0;
    for (const trial::PopulationPart& population : part.populations) {
        if (population.index >= of.places.weights.size()) return "a population that is not there";
        patients += population.end - population.first;
    }
    if (patients != part.end) return "number of patients";
    if (!trial::adds_up(part, of)) return "sums";
    const std::string state = trial::state_of(part, of);
    return trial::state_of(trial::part_of(state, of, 0), of) == state ? ""
                                                                      : "read again it says something else";
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const trial::RunShape shapes[] = {shape({1}, 40), shape({0.5, 0.5}, 500)};
    const std::string_view state(reinterpret_cast<const char*>(data), size);
    for (const trial::RunShape& one : shapes) {
        try {
            demand_no_fault(fault_of(trial::part_of(state, one, 0), one));
        } catch (const base::DataError& error) {
            demand_no_fault(
                std::string(error.what()).starts_with("the counts of a part of a run: ") ? "" : error.what());
        }
    }
    return 0;
}
