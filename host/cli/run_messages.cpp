// What `run` says of a run besides its results.
#include "host/cli/run_messages.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "host/run/number_text.hpp"
#include "host/run/patient_row.hpp"
#include "host/run/progress.hpp"

namespace twinarm {

double worst_failed_share(const SimulationResult& result) {
    std::uint64_t most = 0;
    for (const std::uint64_t failed : result.failed) most = std::max(most, failed);
    return result.patients_done == 0 ? 0 : double(most) / double(result.patients_done);
}

std::string failure_message(const Cohort& cohort, const SimulationResult& result, double max_fail,
                            const std::string& folder) {
    std::string text = fmt::format("too many patients failed: {}% in one arm, --max-fail allows {}%\n",
                                   percent(worst_failed_share(result), 2), percent(max_fail, 2));
    for (const auto& [status, count] : result.failures_by_status)
        text += fmt::format("  status {}: {} ({} patient-arms)\n", status, name_of(Status(status)),
                            with_commas(count));
    const FailedPatient& first = result.first_failures.front();
    text += fmt::format(
        "  See the first one with: twinarm show {} {} --arm {}\n"
        "  All results are written; rates are of the patients completed, with bounds.",
        folder, first.patient, cohort.arms[std::size_t(first.arm)].id);
    return text;
}

std::string last_lines(const Cohort& cohort, const RunFolder& folder, const SimulationPlan& plan,
                       const SimulationResult& result) {
    const std::size_t arms = cohort.arms.size();
    const double rate = result.seconds > 0 ? double(result.patients_done) * double(arms) / result.seconds : 0;
    return fmt::format("\n{} patient-arms in {} ({} a second) on {}.\nComputed in {}.\nResults: {}\n",
                       with_commas(result.patients_done * arms), duration_in_words(result.seconds),
                       with_commas(std::uint64_t(rate)),
                       plan.device.gpu ? plan.device.name
                                       : fmt::format("the CPU, {} thread{}, {}", thread_count(plan.cpu),
                                                     thread_count(plan.cpu) == 1 ? "" : "s",
                                                     name_of(usable_instructions(plan.cpu.instructions))),
                       arithmetic_of(cohort), (folder.path() / "").string());
}

std::string rest_message(const RunFolder& folder, const SimulationPlan& plan, const SimulationResult& result,
                         bool populations) {
    const std::string done = fmt::format("{} of {} patients were simulated",
                                         with_commas(result.patients_done), with_commas(plan.patients));
    if (folder.patients_sha256().empty())
        return fmt::format("{}; their rows, as far as they could be written, are in\n  {}", done,
                           (folder.path() / "patients.csv.partial").string());
    if (populations)
        return fmt::format("{} and saved in {}\n  The rest: the same command again, from the start.", done,
                           folder.path().string());
    return fmt::format("{} and saved in {}\n  The rest: --first-patient {} -n {} with another --out.", done,
                       folder.path().string(), plan.first + result.patients_done,
                       plan.patients - result.patients_done);
}

}  // namespace twinarm
