// Outcomes of a stored run under other rules of assessment.
#include "host/study/other_rules.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "host/base/errors.hpp"
#include "host/cohort/idle_settings.hpp"
#include "host/cohort/read_cohort.hpp"
#include "host/store/file_names.hpp"
#include "host/store/same_as_stored.hpp"
#include "host/store/stored_outcomes.hpp"
#include "host/study/changed_doses.hpp"
#include "kernels/launch/work_queue.hpp"

namespace twinarm::study {

namespace {

constexpr std::uint64_t batch = 1024;  ///< patients read at once
constexpr std::size_t most_named = 1000;

std::string path_of(const std::string& setting) {
    std::string path = setting.substr(0, setting.find('='));
    path.erase(std::remove(path.begin(), path.end(), ' '), path.end());
    return path;
}

/// Why a setting needs new simulations, or empty.
std::string reason_against(const std::string& path) {
    static const std::vector<std::string> rules = {"assessment.criteria",
                                                   "assessment.confirmation",
                                                   "assessment.stable_after",
                                                   "assessment.reader_cv",
                                                   "assessment.accept_stable_between",
                                                   "assessment.complete_below",
                                                   "assessment.measurable_from",
                                                   "assessment.missed_scans_between",
                                                   "assessment.disease_control_after",
                                                   "assessment.pfs_censoring",
                                                   "assessment.progression_confirmation",
                                                   "assessment.treat_beyond_progression",
                                                   "assessment.no_scan_probability",
                                                   "assessment.missed_scan_probability",
                                                   "trial",
                                                   "pool"};
    for (const std::string& rule : rules)
        if (path == rule || path.rfind(rule + ".", 0) == 0) return "";
    if (path.rfind("arm.", 0) == 0 && path.size() > 8 && path.substr(path.size() - 8) == ".trial_n")
        return "";
    if (path == "assessment.scans" || path.rfind("assessment.scans.", 0) == 0)
        return "the tumours were measured at the run's own visits";
    if (path == "assessment.dropout") return "it moves the end of follow-up";
    if (path == "assessment") return "it includes the visits; set its keys one by one";
    return "it is neither a rule of assessment nor the size of a trial; it changes patients or treatment";
}

/// True SLDs at scans that the run did not make, from the course at midnights and at the edges of its legs;
/// between two of them a tumour grows or shrinks exponentially.
void add_scans(const CourseLog& log, const ScanSchedule& schedule, int known, Outcome& outcome) {
    constexpr double same_h = 1e-6;
    std::size_t i = 1;
    for (int k = std::max(known, 1); k < schedule.count; ++k) {
        const double time_h = schedule.minute[k] / 60.0;
        while (i < log.points.size() && log.points[i].time_h < time_h - same_h) ++i;
        if (i >= log.points.size()) return;
        const CoursePoint &before = log.points[i - 1], &after = log.points[i];
        const double share = (time_h - before.time_h) / (after.time_h - before.time_h);
        outcome.true_sld_mm[k] = after.time_h - time_h < same_h || before.sld_mm <= 0 || after.sld_mm <= 0
                                     ? after.sld_mm
                                     : before.sld_mm * std::pow(after.sld_mm / before.sld_mm, share);
    }
}

/// Whether the scans agree with the row.
bool agree(const Outcome& a, const Outcome& b) {
    const bool same_change =
        a.best_change == b.best_change || (std::isnan(a.best_change) && std::isnan(b.best_change));
    return a.response == b.response && a.scans == b.scans && a.baseline_sld_mm == b.baseline_sld_mm &&
           same_change && std::abs(a.progression_h - b.progression_h) < 1e-6;
}

struct Answer {
    bool simulated_again = false, dose_changed = false;
};

Answer apply(const store::StoredRun& run, const Study& before, const Study& now, Outcome& outcome) {
    Answer answer;
    if (outcome.status != Status::ok) return answer;
    const int known = outcome.scans;
    Outcome stored = outcome;
    const Reassessment then = reassess(before, known, stored);
    if (!(then.whole && agree(stored, outcome)) && store::has_the_bits_of_a_run())
        throw base::VerificationError(
            fmt::format("{}: patient {} differs from what its scans say\n"
                        "  patients.csv and outcomes.bin are of different runs, or of another version ({}).",
                        run.folder.string(), outcome.patient, run.record.version));
    Reassessment told = reassess(now, known, outcome);
    if (told.whole && !rules_read_otherwise(before, outcome.arm, then, told)) return answer;

    const CourseLog log = simulate_course(before, outcome.patient, outcome.arm);
    add_scans(log, before.scans[outcome.arm], known, outcome);
    told = reassess(now, before.scans[outcome.arm].count, outcome);
    answer.simulated_again = true;
    answer.dose_changed = changes_a_dose(before, log, then, told);
    return answer;
}

}  // namespace

cohort::Cohort cohort_with_rules(const store::StoredRun& run, const std::vector<std::string>& settings) {
    const std::string resolved = (run.folder / store::file_name::resolved).string();
    std::vector<toml::Setting> over;
    for (const std::string& setting : settings) over.push_back(toml::setting_of_option(setting));
    cohort::Cohort cohort =
        cohort::read_resolved(run.cohort.resolved, resolved, over);  // first: is there such a key
    const auto idle = cohort::idle_settings({resolved, run.cohort.resolved}, {settings, {}, {}}, cohort);
    cohort.warnings.insert(cohort.warnings.end(), idle.begin(), idle.end());
    for (const std::string& setting : settings) {
        const std::string reason = reason_against(path_of(setting));
        if (!reason.empty())
            throw base::UsageError(
                fmt::format("--set {}: needs new simulations: {}\n"
                            "  twinarm run {} --set {}",
                            setting, reason, resolved, setting));
    }
    if (run.populations) cohort::check_settings(*run.populations, run.cohort.disease, settings);
    cohort.study.seed = run.cohort.study.seed;
    return cohort;
}

OtherRulesResult apply_rules(const store::StoredRun& run, const cohort::PopulationStudies& now,
                             const OutcomeSink& sink, const ProgressSink& progress,
                             const base::StopToken& stop) {
    const cohort::PopulationStudies before = store::populations_of(run, run.cohort);
    const auto arms = std::uint64_t(run.cohort.study.arm_count);
    OtherRulesResult result;
    result.doses_changed.assign(arms, 0);
    store::StoredOutcomes stored(run);
    std::vector<int> workers(std::size_t(store::thread_count({})));
    std::iota(workers.begin(), workers.end(), 0);

    while (result.patients < run.record.patients_done && result.signal == 0) {
        const std::uint64_t count = std::min(batch, run.record.patients_done - result.patients);
        std::vector<Outcome> outcomes(count * arms);
        std::vector<Answer> answers(outcomes.size());
        for (Outcome& outcome : outcomes) outcome = stored.next();
        WorkQueue queue(count, 8);
        share_work(workers, queue, [&](int, WorkQueue& patients) {
            for (Chunk chunk{}; patients.take(chunk);)
                for (std::uint64_t i = chunk.done * arms; i < (chunk.done + chunk.count) * arms; ++i) {
                    const std::uint64_t place = result.patients + i / arms;
                    answers[i] = apply(run, before.study_at(place), now.study_at(place), outcomes[i]);
                }
        });
        for (std::size_t i = 0; i < answers.size(); ++i) {
            result.simulated_again += answers[i].simulated_again;
            if (!answers[i].dose_changed) continue;
            ++result.doses_changed[i % arms];
            if (result.first_changed.size() < most_named)
                result.first_changed.push_back({outcomes[i].patient, outcomes[i].arm});
        }
        sink(outcomes.data(), count);
        result.patients += count;
        if (progress) progress(result.patients);
        result.signal = stop.signal();
    }
    if (result.signal == 0) stored.require_end();
    return result;
}

}  // namespace twinarm::study
