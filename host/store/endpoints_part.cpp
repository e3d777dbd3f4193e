// What endpoints under other rules add to run.json and summary.json.
#include "host/store/endpoints_part.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

namespace twinarm::store {

std::uint64_t EndpointsPart::all_doses_changed() const {
    std::uint64_t patients = 0;
    for (const ArmCount& arm : doses_changed) patients += arm.patients;
    return patients;
}

nlohmann::ordered_json json_of(const EndpointsPart& part) {
    using Json = nlohmann::ordered_json;
    Json by_arm = Json::object(), first = Json::array();
    for (const EndpointsPart::ArmCount& arm : part.doses_changed) by_arm[arm.arm] = arm.patients;
    for (const EndpointsPart::ChangedPatient& one : part.first_changed)
        first.push_back({{"patient", one.patient}, {"arm", one.arm}});
    return {
        {"of", part.of},
        {"settings", part.settings},
        {"treatment", "as it was given"},
        {"simulated_again", part.simulated_again},
        {"doses_changed", {{"patient_arms", part.all_doses_changed()}, {"by_arm", by_arm}, {"first", first}}},
        {"run", fmt::format("{}", fmt::join(part.command, " "))}};
}

}  // namespace twinarm::store
