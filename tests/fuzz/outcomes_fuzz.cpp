// Any bytes as the outcomes.bin of a run.
#include <cmath>

#include "host/base/errors.hpp"
#include "host/store/outcome_file.hpp"
#include "tests/fuzz/demand.hpp"
#include "tests/fuzz/stored_run.hpp"
#include "tests/host/temporary_folder.hpp"

namespace {

std::string fault_of(const twinarm::Outcome& outcome) {
    using namespace twinarm;
    if (outcome.scans < 0 || outcome.scans > two_arms().study.scans[outcome.arm].count) return "scans";
    for (int k = 0; k < outcome.scans; ++k)
        if (!(outcome.true_sld_mm[k] >= 0) || std::isinf(outcome.true_sld_mm[k])) return "tumour size";
    if (!(outcome.os_h >= 0) || std::isinf(outcome.os_h)) return "end of follow-up";
    for (int r = 0; r < two_arms().study.arms[outcome.arm].regimen_count; ++r)
        if (outcome.doses_given[r] < 0 || outcome.doses_held[r] < 0) return "doses";
    return "";
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace twinarm;
    static const TemporaryFolder folder;
    static const std::filesystem::path file = folder / "outcomes.bin";
    const std::string text(data, data + size);
    put_text(file, text);
    std::string written = store::outcome_file_header(two_arms());
    try {
        store::OutcomeFile records(file, two_arms());
        for (std::uint64_t patient = 0; patient < two_arms().patients; ++patient)
            for (int arm = 0; arm < two_arms().study.arm_count; ++arm) {
                Outcome outcome{};
                outcome.patient = patient;
                outcome.arm = arm;
                // patients.csv says who failed; here a record without scans does.
                const bool failed = written.size() < text.size() && text[written.size()] == 0;
                outcome.status = failed ? Status::not_finite : Status::ok;
                records.read(outcome);
                demand_no_fault(fault_of(outcome));
                store::append_outcome_record(written, two_arms(), outcome);
            }
        records.require_end();
        demand_no_fault(written == text ? "" : "what was read is not what the file says");
    } catch (const base::DataError& error) {
        demand_no_fault(std::string(error.what()).starts_with(file.string() + ": ") ? "" : error.what());
    }
    return 0;
}
