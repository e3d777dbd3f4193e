// Outcomes of a stored run under other rules of assessment.
#include "host/study/other_rules.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <mutex>

#include "host/base/errors.hpp"
#include "host/base/shell_word.hpp"
#include "host/cohort/idle_settings.hpp"
#include "host/cohort/read_cohort.hpp"
#include "host/store/file_names.hpp"
#include "host/store/stored_outcomes.hpp"
#include "host/study/changed_doses.hpp"
#include "host/study/replay.hpp"

namespace twinarm::study {

namespace {

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

struct Answer {
    bool simulated_again = false, dose_changed = false;
};

Answer apply(const store::StoredRun& run, const Study& before, const Study& now, Outcome& outcome) {
    Answer answer;
    if (outcome.status != Status::ok) return answer;
    const int known = outcome.scans;
    Outcome stored = outcome;
    const Reassessment then = judge_again(before, stored, run.folder.string());
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
                            setting, reason, base::shell_word(resolved), base::shell_word(setting)));
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
    std::map<std::uint64_t, Answer> answers;  // of the patients that were simulated again
    std::mutex guard;
    struct Spaces {
        cohort::StudySpace before, now;
    };
    std::vector<Spaces> spaces(replay_threads());
    const auto visit = [&](int worker, std::uint64_t index, Outcome& outcome) {
        const std::uint64_t place = index / arms;
        Spaces& space = spaces[std::size_t(worker)];
        const Answer answer =
            apply(run, before.study_at(place, space.before), now.study_at(place, space.now), outcome);
        if (!answer.simulated_again) return;
        const std::lock_guard lock(guard);
        answers[index] = answer;
    };
    const auto take = [&](const Outcome* outcomes, std::uint64_t patients) {
        const std::uint64_t first = result.patients * arms;
        for (const auto& [index, answer] : answers) {
            ++result.simulated_again;
            if (!answer.dose_changed) continue;
            ++result.doses_changed[index % arms];
            const Outcome& outcome = outcomes[index - first];
            if (result.first_changed.size() < most_named)
                result.first_changed.push_back({outcome.patient, outcome.arm});
        }
        answers.clear();
        sink(outcomes, patients);
        result.patients += patients;
    };
    for_each_batch(stored, run.record.patients_done, int(arms), visit, take, progress, stop);
    if (result.patients == run.record.patients_done)
        stored.require_end();
    else
        result.signal = stop.signal();
    return result;
}

}  // namespace twinarm::study
