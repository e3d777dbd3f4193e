// Any text as the summary.json of a run.
#include <nlohmann/json.hpp>

#include "host/base/errors.hpp"
#include "host/store/read_summary.hpp"
#include "tests/fuzz/demand.hpp"
#include "tests/fuzz/stored_run.hpp"
#include "tests/host/temporary_folder.hpp"

namespace {

/// What the verbs use is what the file says.
std::string fault_of(const twinarm::store::StoredSummary& summary) {
    const auto& arms = (*summary.whole)["arms"];
    for (std::size_t a = 0; a < summary.arms.size(); ++a) {
        const twinarm::store::StoredArm& arm = summary.arms[a];
        if (arms[a]["patients"] != arm.patients || arms[a]["patients_failed"] != arm.patients_failed ||
            arms[a]["orr_population"]["count"] != arm.responders ||
            arms[a]["orr_population"]["of"] != arm.completed)
            return "counts of patients";
        if (arms[a]["orr_trial"]["n"] != arm.orr_trial.n ||
            arms[a]["orr_trial"]["trials"] != arm.orr_trial.trials)
            return "size of a trial";
        for (const auto& [key, survival] : {std::pair("pfs", &arm.pfs), std::pair("os", &arm.os)})
            if (arms[a][key]["patients"] != survival->patients || arms[a][key]["events"] != survival->events)
                return "counts of events";
    }
    return summary.arms.size() == twinarm::two_arms().arms.size() ? "" : "number of arms";
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace twinarm;
    static const TemporaryFolder folder;
    static const std::filesystem::path file = folder / "summary.json";
    const std::string text(data, data + size);
    put_text(file, text);
    const bool over_populations = text.find("\"populations_in_file\"") != std::string::npos;
    try {
        demand_no_fault(
            fault_of(store::read_summary(folder.path(), two_arms(), record_of_two_arms(over_populations))));
    } catch (const base::DataError& error) {
        demand_place(error.what(), file.string());
    }
    return 0;
}
