// A grid of settings, every point simulated in the same patients.
#include "host/study/sweep.hpp"

#include <algorithm>
#include <memory>
#include <optional>

#include "host/base/errors.hpp"
#include "host/store/sweep_journal.hpp"
#include "host/study/held_run.hpp"
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

void require_axes(const std::vector<trial::SweepAxis>& axes) {
    for (auto axis = axes.begin(); axis != axes.end(); ++axis) {
        if (axis->path == "study.seed" || axis->path == "study.patients")
            throw base::UsageError(
                "--over " + axis->path +
                ": every point of a sweep has the same patients\n  Give --seed or -n instead.");
        if (std::any_of(axes.begin(), axis,
                        [&](const trial::SweepAxis& one) { return one.path == axis->path; }))
            throw base::UsageError("--over " + axis->path + ": is given twice");
    }
}

/// A report without points.
trial::SweepReport begun_report(const std::vector<trial::SweepAxis>& axes, std::size_t planned,
                                const cohort::Cohort& cohort, std::uint64_t patients) {
    trial::SweepReport report;
    report.axes = axes;
    report.planned = planned;
    report.study = cohort.id;
    report.seed = cohort.study.seed;
    report.patients = patients;
    return report;
}

trial::SweepPoint point_of(const std::vector<std::string>& settings, const trial::SweepTally& tally,
                           const cohort::Cohort& cohort) {
    trial::SweepPoint point;
    for (const std::string& setting : settings) point.values.push_back(value_of(setting));
    point.rows = tally.rows(cohort.arms);
    return point;
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
    require_axes(axes);
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
    std::unique_ptr<trial::SweepTally> first;
    for (std::size_t i = 0; i < grid.size(); ++i) {
        const cohort::Cohort cohort = cohort_at(file, options, grid[i]);
        const store::StudyPlan plan = make_plan(cohort, options, engine, no_populations);
        auto tally = std::make_unique<trial::SweepTally>(
            journal ? journal->tally(i, cohort.study.arm_count, first.get())
                    : trial::SweepTally(cohort.study.arm_count, first.get()));
        store::StudyResult so_far;
        so_far.patients_done = tally->state().patients;
        if (i == 0) sweep.report = begun_report(axes, grid.size(), cohort, plan.patients);
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
        sweep.report.points.push_back(point_of(grid[i], *tally, cohort));
        if (!first) first = std::move(tally);
    }
    return sweep;
}

std::vector<std::string> sweep_starts(const cohort::CohortFile& file, const CohortOptions& options,
                                      const EngineOptions& engine, const std::vector<trial::SweepAxis>& axes,
                                      std::uint64_t shards_of_a_point) {
    require_axes(axes);
    std::vector<std::string> starts;
    for (const auto& settings : grid_of(axes)) {
        const cohort::Cohort cohort = cohort_at(file, options, settings);
        store::StudyPlan plan = make_plan(cohort, options, engine, no_populations);
        for (std::uint64_t number = 1; number <= shards_of_a_point; ++number) {
            plan.shard = {number, shards_of_a_point};
            starts.push_back(store::text_of(store::start_of(cohort, plan, {})));
        }
    }
    return starts;
}

trial::SweepReport join_sweep(const cohort::CohortFile& file, const CohortOptions& options,
                              const EngineOptions& engine, const std::vector<trial::SweepAxis>& axes,
                              const std::vector<std::string>& shards) {
    const auto grid = grid_of(axes);
    const auto shards_of_a_point = std::ptrdiff_t(shards.size() / grid.size());
    trial::SweepReport report;
    std::unique_ptr<trial::SweepTally> first;
    for (std::size_t i = 0; i < grid.size(); ++i) {
        const cohort::Cohort cohort = cohort_at(file, options, grid[i]);
        const store::StudyPlan plan = make_plan(cohort, options, engine, no_populations);
        const auto from = shards.begin() + std::ptrdiff_t(i) * shards_of_a_point;
        const HeldRun held = join_shards(cohort, plan, {from, from + shards_of_a_point});
        if (i == 0) report = begun_report(axes, grid.size(), cohort, plan.patients);
        auto tally = std::make_unique<trial::SweepTally>(cohort.study.arm_count, first.get());
        tally->add(held.outcomes.data(), held.result.patients_done);
        report.points.push_back(point_of(grid[i], *tally, cohort));
        if (!first) first = std::move(tally);
    }
    return report;
}

}  // namespace twinarm::study
