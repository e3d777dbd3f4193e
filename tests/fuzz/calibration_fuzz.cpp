// Any text as a calibration file over small cohorts.
#include <cmath>

#include "host/base/errors.hpp"
#include "host/calibrate/read_calibration.hpp"
#include "tests/fuzz/demand.hpp"
#include "tests/host/cohort/reading_faults.hpp"
#include "tests/host/temporary_folder.hpp"

namespace {

using namespace twinarm;

/// A folder in which the file's cohorts, and what these include, stand where they are looked for.
struct Folder : TemporaryFolder {
    Folder() {
        const std::filesystem::path source = TWINARM_SOURCE_DIR;
        std::filesystem::create_directories(path() / "tests/fuzz");
        for (const char* name : {"cohorts", "tests/fuzz/two_arms.toml"})
            std::filesystem::create_symlink(source / name, path() / name);
    }
};

std::string fault_of(const calibrate::Calibration& read) {
    if (read.hyper.empty() || read.experiments.empty() || read.targets.empty()) return "nothing to calibrate";
    for (const calibrate::HyperParameter& hyper : read.hyper)
        if (!std::isfinite(calibrate::value_at(hyper, 0))) return "a prior without a median: " + hyper.path;
    for (const calibrate::SummaryRequest& one : read.summaries) {
        if (one.experiment >= read.experiments.size() || one.arms.empty()) return "a column of no arm";
        for (const auto& [arm, share] : one.arms)
            if (arm < 0 || std::size_t(arm) >= read.experiments[one.experiment].cohort.arms.size() ||
                !(share > 0 && share <= 1))
                return "a column of no arm";
    }
    for (const calibrate::Target& target : read.targets) {
        for (const calibrate::TargetPart& part : target.parts) {
            if (part.summary >= read.summaries.size()) return "a target of no column";
            if (const auto* count = std::get_if<calibrate::ObservedCount>(&part.observed))
                if (!(count->x >= 0 && count->x <= count->n && count->n > 0 && std::isfinite(count->n)))
                    return "more patients with a result than patients";
            if (const auto* value = std::get_if<calibrate::ObservedValue>(&part.observed))
                if (!std::isfinite(value->value) || !(value->standard_deviation > 0))
                    return "a value without its error";
            if (const auto* range = std::get_if<calibrate::ObservedRange>(&part.observed))
                if (!(range->from <= range->to) || !(range->standard_deviation > 0)) return "no range";
        }
        if (target.gate_summary >= read.summaries.size() || target.parts.empty())
            return "a target of nothing";
        if (target.between_trial_hyper >= int(read.hyper.size())) return "a target of no hyper-parameter";
    }
    return "";
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const Folder folder;
    static const std::filesystem::path file = folder / "tests/fuzz/calibration.toml";
    const std::string text(data, data + size);
    put_text(file, text);
    try {
        demand_no_fault(fault_of(calibrate::read_calibration(file)));
    } catch (const base::CohortError& error) {
        demand_no_fault(cohort::fault_of(error, file.string(), text));
    }
    return 0;
}
