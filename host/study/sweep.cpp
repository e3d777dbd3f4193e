// A grid of settings, every point simulated in the same patients.
#include "host/study/sweep.hpp"

#include <algorithm>
#include <memory>
#include <optional>

#include "host/base/errors.hpp"
#include "host/store/sweep_journal.hpp"
#include "host/study/run_study.hpp"

namespace twinarm::study {

namespace {

cohort::Cohort cohort_at(const cohort::CohortFile& file, const CohortOptions& options,
                         const std::vector<std::string>& settings) {
    cohort::CohortOverrides with{options.set, options.seed, options.patients};
    for (const std::string& setting : settings)
        with.point.push_back({setting, base::place_of_option("--over " + setting)});
    return file.with(with);
}

/// Of the options without the grid, and of every point.
void gather(const std::vector<base::Diagnostic>& warnings, std::vector<base::Diagnostic>& all) {
    for (const base::Diagnostic& one : warnings)
        if (std::none_of(all.begin(), all.end(), [&](const base::Diagnostic& known) {
                return base::text_of(known) == base::text_of(one);
            }))
            all.push_back(one);
}

std::string value_of(const std::string& setting) {
    return setting.substr(setting.find('=') + 1);
}

}  // namespace

Sweep run_sweep(const CohortOptions& options, const EngineOptions& engine,
                const std::vector<trial::SweepAxis>& axes, const KeptSweep& kept,
                const SweepProgress& progress, const base::StopToken& stop) {
    return run_sweep(open_cohort(options), options, engine, axes, kept, progress, stop);
}

Sweep run_sweep(const cohort::CohortFile& file, const CohortOptions& options, const EngineOptions& engine,
                const std::vector<trial::SweepAxis>& axes, const KeptSweep& kept,
                const SweepProgress& progress, const base::StopToken& stop) {
    for (auto axis = axes.begin(); axis != axes.end(); ++axis) {
        if (axis->path == "study.seed" || axis->path == "study.patients")
            throw base::UsageError(
                "--over " + axis->path +
                ": every point of a sweep has the same patients\n  Give --seed or -n instead.");
        if (std::any_of(axes.begin(), axis,
                        [&](const trial::SweepAxis& one) { return one.path == axis->path; }))
            throw base::UsageError("--over " + axis->path + ": is given twice");
    }
    const auto grid = grid_of(axes);
    Sweep sweep;
    const cohort::Cohort without_grid = read_cohort(file, options);
    gather(without_grid.warnings, sweep.warnings);
    store::SweepStart start{
        store::start_of(without_grid, make_plan(without_grid, options, engine, no_populations), {}),
        axes,
        {}};
    for (const auto& settings : grid) {  // every mistake before the first patient
        const cohort::Cohort cohort = cohort_at(file, options, settings);
        gather(cohort.warnings, sweep.warnings);
        start.points.push_back(store::settings_hash(cohort.resolved));
    }
    require_kept(kept.csv, without_grid);
    require_kept(kept.journal, without_grid);
    std::optional<store::SweepJournal> journal;
    if (!kept.journal.empty()) journal.emplace(kept.journal, start, kept.seconds_between_commits);
    sweep.report.axes = axes;
    sweep.report.planned = grid.size();
    std::unique_ptr<trial::SweepTally> first;
    for (std::size_t i = 0; i < grid.size(); ++i) {
        const cohort::Cohort cohort = cohort_at(file, options, grid[i]);
        const store::StudyPlan plan = make_plan(cohort, options, engine, no_populations);
        auto tally = std::make_unique<trial::SweepTally>(
            journal ? journal->tally(i, cohort.study.arm_count, first.get())
                    : trial::SweepTally(cohort.study.arm_count, first.get()));
        store::StudyResult so_far;
        so_far.patients_done = tally->state().patients;
        if (i == 0) {
            sweep.report.study = cohort.id;
            sweep.report.seed = cohort.study.seed;
            sweep.report.patients = plan.patients;
        }
        const auto count = [&](const Outcome* outcomes, std::uint64_t patients) {
            tally->add(outcomes, patients);
            if (journal) journal->keep(i, *tally, tally->state().patients == plan.patients);
        };
        const auto tell = [&](std::uint64_t done) {
            if (progress) progress(plan.patients * i + done, plan.patients * grid.size(), plan.arm_count());
        };
        sweep.signal = run_whole_study(plan, {{count}, tell}, stop, std::move(so_far)).signal;
        if (sweep.signal != 0) {
            if (journal) journal->keep(i, *tally, true);
            break;
        }
        trial::SweepPoint point;
        for (const std::string& setting : grid[i]) point.values.push_back(value_of(setting));
        point.rows = tally->rows(cohort.arms);
        sweep.report.points.push_back(std::move(point));
        if (!first) first = std::move(tally);
    }
    return sweep;
}

}  // namespace twinarm::study
