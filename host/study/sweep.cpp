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

std::vector<toml::Setting> settings_at(const std::vector<std::string>& texts) {
    std::vector<toml::Setting> settings;
    for (const std::string& text : texts) settings.push_back({text, base::place_of_option("--over " + text)});
    return settings;
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

void check_axes(const std::vector<trial::SweepAxis>& axes) {
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
                                const Point& beginning) {
    const cohort::PopulationDesign& populations = beginning.plan.populations.design;
    trial::SweepReport report;
    report.axes = axes;
    report.planned = planned;
    report.study = beginning.cohort.id;
    report.seed = beginning.cohort.study.seed;
    report.patients = beginning.plan.patients;
    report.populations = populations.named() ? populations.names.size() : 0;
    return report;
}

trial::SweepPoint swept_point(const std::vector<std::string>& settings, const trial::SweepTally& tally,
                              const Point& at) {
    trial::SweepPoint point;
    for (const std::string& setting : settings) point.values.push_back(value_of(setting));
    point.rows = tally.rows(at.cohort.arms);
    return point;
}

/// A point that other processes simulate: all arms, the cohort's own numbers.
Point plain_point(const cohort::CohortFile& file, const CohortOptions& options, const EngineOptions& engine,
                  const std::vector<std::string>& settings) {
    return point_at(file, options, engine, {{}, no_populations}, settings_at(settings));
}

}  // namespace

Sweep run_sweep(const CohortOptions& options, const EngineOptions& engine, const SweepRequest& request,
                const KeptSweep& kept, const SweepProgress& progress, const base::StopToken& stop) {
    return run_sweep(open_cohort(options), options, engine, request, kept, progress, stop);
}

Sweep run_sweep(const cohort::CohortFile& file, const CohortOptions& options, const EngineOptions& engine,
                const SweepRequest& request, const KeptSweep& kept, const SweepProgress& progress,
                const base::StopToken& stop) {
    const std::vector<trial::SweepAxis>& axes = request.axes;
    check_axes(axes);
    const auto grid = grid_of(axes);
    Sweep sweep;
    const cohort::Cohort without_grid = read_cohort(file, options);
    gather(without_grid.warnings, sweep.warnings);
    std::vector<std::string> points;
    for (const auto& settings : grid) {  // every mistake before the first patient
        const cohort::Cohort cohort =
            file.with({options.set, options.seed, options.patients, settings_at(settings)});
        gather(cohort.warnings, sweep.warnings);
        points.push_back(store::settings_hash(cohort.resolved));
    }
    const Point beginning = point_at(file, options, engine, request.choice, settings_at(grid.front()));
    gather(beginning.plan.warnings, sweep.warnings);
    const store::SweepStart start{store::start_of(without_grid, beginning.plan, {}), axes,
                                  request.choice.arms, points};
    require_kept(kept.csv, without_grid, request.choice.populations);
    require_kept(kept.journal, without_grid, request.choice.populations);
    const cohort::PopulationDesign& populations = beginning.plan.populations.design;
    std::optional<store::SweepJournal> journal;
    if (!kept.journal.empty())
        journal.emplace(kept.journal, start, kept.seconds_between_commits, populations);
    sweep.report = begun_report(axes, grid.size(), beginning);
    std::unique_ptr<trial::SweepTally> first;
    for (std::size_t i = 0; i < grid.size(); ++i) {
        const Point point = point_at(file, options, engine, request.choice, settings_at(grid[i]));
        const store::StudyPlan& plan = point.plan;
        auto tally = std::make_unique<trial::SweepTally>(
            journal ? journal->tally(i, plan.arm_count(), first.get())
                    : trial::SweepTally(plan.arm_count(), first.get(), populations));
        store::StudyResult so_far;
        so_far.patients_done = tally->state().patients;
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
        sweep.report.points.push_back(swept_point(grid[i], *tally, point));
        if (!first) first = std::move(tally);
    }
    return sweep;
}

std::vector<std::string> sweep_starts(const cohort::CohortFile& file, const CohortOptions& options,
                                      const EngineOptions& engine, const std::vector<trial::SweepAxis>& axes,
                                      std::uint64_t shards_of_a_point) {
    check_axes(axes);
    std::vector<std::string> starts;
    for (const auto& settings : grid_of(axes)) {
        Point point = plain_point(file, options, engine, settings);
        for (std::uint64_t number = 1; number <= shards_of_a_point; ++number) {
            point.plan.shard = {number, shards_of_a_point};
            starts.push_back(store::text_of(store::start_of(point.cohort, point.plan, {})));
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
        const Point point = plain_point(file, options, engine, grid[i]);
        const auto from = shards.begin() + std::ptrdiff_t(i) * shards_of_a_point;
        const HeldRun held = join_shards(point.cohort, point.plan, {from, from + shards_of_a_point});
        if (i == 0) report = begun_report(axes, grid.size(), point);
        auto tally = std::make_unique<trial::SweepTally>(point.plan.arm_count(), first.get(),
                                                         point.plan.populations.design);
        tally->add(held.outcomes.data(), held.result.patients_done);
        report.points.push_back(swept_point(grid[i], *tally, point));
        if (!first) first = std::move(tally);
    }
    return report;
}

}  // namespace twinarm::study
