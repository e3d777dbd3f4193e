// What `run` prints beside its results.
#include "host/cli/run_messages.hpp"

#include <fmt/format.h>

#include "host/base/number_text.hpp"
#include "host/base/words.hpp"
#include "host/store/file_names.hpp"
#include "host/store/run_folder.hpp"

namespace twinarm::cli {

std::string failure_message(const cohort::Cohort& cohort, const store::StudyResult& result, double max_fail,
                            const std::string& folder) {
    std::string text = fmt::format("too many patients failed: {}% in one arm, --max-fail allows {:.6g}%\n",
                                   base::percent(result.worst_failed_share(), 2), 100 * max_fail);
    for (const auto& [status, count] : result.failures_by_status)
        text += fmt::format("  status {}: {} ({} patient-arms)\n", status, base::name_of(Status(status)),
                            base::with_commas(count));
    const store::FailedPatient& first = result.first_failures.front();
    text += fmt::format(
        "  See the first one with: twinarm show {} {} --arm {}\n"
        "  All results are written; rates are of the patients completed, with bounds.",
        folder, first.patient, cohort.arms[std::size_t(first.arm)].id);
    return text;
}

std::string last_lines(const cohort::Cohort& cohort, const store::StudyPlan& plan,
                       const store::StudyResult& result, const std::filesystem::path& folder) {
    const std::size_t arms = cohort.arms.size();
    const double rate = result.seconds > 0 ? double(result.patients_done) * double(arms) / result.seconds : 0;
    return fmt::format("\n{} patient-arms in {} ({} a second) on {}.\nComputed in {}.\nResults: {}\n",
                       base::with_commas(result.patients_done * arms),
                       base::duration_in_words(result.seconds), base::with_commas(std::uint64_t(rate)),
                       plan.device.gpu
                           ? plan.device.name
                           : fmt::format("the CPU, {} thread{}, {}", store::thread_count(plan.cpu),
                                         store::thread_count(plan.cpu) == 1 ? "" : "s",
                                         name_of(usable_instructions(plan.cpu.instructions))),
                       store::arithmetic_of(cohort), (folder / "").string());
}

namespace {

/// Where patients are missing.
std::string rest_of_patients(const store::StudyPlan& plan, const study::SavedRun& run,
                             const std::filesystem::path& folder) {
    const std::uint64_t patients_done = run.result.patients_done;
    const std::string done = fmt::format("{} of {} patients were simulated", base::with_commas(patients_done),
                                         base::with_commas(plan.patients));
    if (run.patients_sha256.empty())
        return fmt::format("{}; their rows, as far as they could be written, are in\n  {}", done,
                           (folder / store::file_name::patients).string() + ".partial");
    if (plan.populations.design.named())
        return fmt::format("{} and saved in {}\n  For the rest, run the same command again, from the start.",
                           done, folder.string());
    return fmt::format("{} and saved in {}\n  For the rest: --first-patient {} -n {} with another --out.",
                       done, folder.string(), plan.first + patients_done, plan.patients - patients_done);
}

}  // namespace

std::string rest_message(const store::StudyPlan& plan, const study::SavedRun& run,
                         const study::SaveRequest& request) {
    const bool whole = run.result.patients_done == plan.patients;
    std::string text = whole ? fmt::format("interrupted: all patients were simulated and saved in {}",
                                           request.folder.string())
                             : rest_of_patients(plan, run, request.folder);
    if (!run.summary)
        text += fmt::format("\n  The virtual trials were not drawn: `twinarm endpoints {}` draws them.",
                            request.folder.string());
    if (!request.courses.empty() && !whole)
        text += "\n  Courses are saved only for a complete run: there are none.";
    else if (run.courses < request.courses.size())
        text += fmt::format("\n  Courses of {} of {} patients were simulated; their file has no name.",
                            run.courses, request.courses.size());
    return text;
}

}  // namespace twinarm::cli
