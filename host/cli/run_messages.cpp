// What `run` prints beside its results.
#include "host/cli/run_messages.hpp"

#include <fmt/format.h>

#include "host/base/number_text.hpp"
#include "host/base/shell_word.hpp"
#include "host/base/words.hpp"
#include "host/store/run_folder.hpp"
#include "host/store/shard_folders.hpp"

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
        base::shell_word(folder), first.patient, base::shell_word(cohort.arms[std::size_t(first.arm)].id));
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

std::string shard_lines(const store::StudyPlan& plan, const study::SaveRequest& request) {
    const std::string patients =
        plan.planned() == 0
            ? "no patients"
            : fmt::format("patients {} to {}", plan.first + plan.begin(), plan.first + plan.end() - 1);
    return fmt::format("Shard {} of {}, {}: complete.\nOnce all shards are: twinarm merge {}\n",
                       plan.shard.number, plan.shard.of, patients,
                       base::shell_word(request.folder.parent_path().parent_path().string()));
}

namespace {

std::string resume_command(const store::StudyPlan& plan, const std::filesystem::path& folder) {
    if (plan.shard.is_whole()) return "twinarm run --resume " + base::shell_word(folder.string());
    return store::shard_command(folder.parent_path().parent_path(), plan.shard);
}

/// Where patients are missing.
std::string rest_of_patients(const store::StudyPlan& plan, const study::SavedRun& run,
                             const study::SaveRequest& request) {
    const std::string folder = request.folder.string();
    std::string text =
        fmt::format("{} of {} patients were simulated", base::with_commas(run.result.patients_done),
                    base::with_commas(plan.planned()));
    if (run.published && request.rows && !run.patients_sha256.empty()) text += " and saved in " + folder;
    if (!run.published && plan.shard.is_whole()) text += "; nothing in " + folder + " was replaced";
    if (run.resumable) return text + "\n  Go on from there with: " + resume_command(plan, request.folder);
    return text + "\n  For the rest, run the same command again, from the start.";
}

}  // namespace

std::string rest_message(const store::StudyPlan& plan, const study::SavedRun& run,
                         const study::SaveRequest& request) {
    const bool whole = run.result.patients_done == plan.planned();
    std::string text = whole ? fmt::format("interrupted: all patients were simulated and saved in {}",
                                           request.folder.string())
                             : rest_of_patients(plan, run, request);
    if (whole && run.resumable) text += "\n  Go on from there with: " + resume_command(plan, request.folder);
    if (!plan.shard.is_whole() || !run.published) return text;
    if (!run.summary)
        text += fmt::format("\n  The virtual trials were not drawn: `twinarm endpoints {}` draws them.",
                            base::shell_word(request.folder.string()));
    if (!request.courses.empty() && !whole)
        text += "\n  Courses are saved only for a complete run: there are none.";
    else if (!request.courses.empty() && !run.courses_saved)
        text += fmt::format("\n  Courses of {} of {} patients were simulated; their file has no name.",
                            run.courses, request.courses.size());
    return text;
}

}  // namespace twinarm::cli
