// A grid of settings, every point simulated in the same patients.
#include "host/study/sweep.hpp"

#include <algorithm>
#include <memory>
#include <utility>

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

/// How far the first point's patients moved: the difference and its error, 0 where no patient did.
std::pair<double, double> moved(const trial::SweepRow& row) {
    if (!row.difference) return {-1, -1};
    return {row.difference->estimate, row.difference->monte_carlo_standard_error.value_or(0)};
}

bool alike(const SweepPoint& a, const SweepPoint& b) {
    return std::equal(a.rows.begin(), a.rows.end(), b.rows.begin(),
                      [](const trial::SweepRow& x, const trial::SweepRow& y) {
                          return x.arm.orr_population.estimate == y.arm.orr_population.estimate &&
                                 moved(x) == moved(y) && x.arm.patients_failed == y.arm.patients_failed &&
                                 x.arm.complete_population.estimate == y.arm.complete_population.estimate &&
                                 x.severe_hypotension == y.severe_hypotension && x.doses == y.doses;
                      });
}

}  // namespace

Sweep run_sweep(const CohortOptions& options, const EngineOptions& engine, const std::vector<SweepAxis>& axes,
                const SweepProgress& progress, const base::StopToken& stop) {
    const auto grid = grid_of(axes);
    const cohort::CohortFile file = open_cohort(options);
    Sweep sweep;
    gather(read_cohort(file, options).warnings, sweep.warnings);
    for (const auto& settings : grid)  // every mistake before the first patient
        gather(cohort_at(file, options, settings).warnings, sweep.warnings);
    sweep.axes = axes;
    sweep.planned = grid.size();
    std::unique_ptr<trial::SweepTally> first;
    for (std::size_t i = 0; i < grid.size(); ++i) {
        const cohort::Cohort cohort = cohort_at(file, options, grid[i]);
        const store::StudyPlan plan = make_plan(cohort, options, engine);
        auto tally = std::make_unique<trial::SweepTally>(cohort.study.arm_count);
        if (i == 0) {
            sweep.study = cohort.id;
            sweep.seed = cohort.study.seed;
            sweep.patients = plan.patients;
        }
        const auto count = [&](const Outcome* outcomes, std::uint64_t patients) {
            tally->add(outcomes, patients);
        };
        const auto tell = [&](std::uint64_t done) {
            if (progress) progress(plan.patients * i + done, plan.patients * grid.size(), plan.arm_count());
        };
        sweep.signal = run_whole_study(plan, {{count}, tell}, stop).signal;
        if (sweep.signal != 0) break;
        SweepPoint point;
        for (const std::string& setting : grid[i]) point.values.push_back(value_of(setting));
        point.rows = tally->rows(cohort.arms, first ? *first : *tally);
        sweep.points.push_back(std::move(point));
        if (!first) first = std::move(tally);
    }
    return sweep;
}

std::vector<std::string> axes_without_effect(const Sweep& sweep) {
    const std::vector<SweepPoint>& points = sweep.points;
    std::vector<std::string> idle;
    std::size_t stride = 1;  // the last axis is the fastest
    for (auto axis = sweep.axes.rbegin(); axis != sweep.axes.rend(); ++axis) {
        const std::size_t values = axis->values.size();
        bool moves = values < 2 || points.size() <= stride;
        for (std::size_t i = 0; i < points.size(); ++i)
            moves = moves || !alike(points[i], points[i - i / stride % values * stride]);
        if (!moves) idle.insert(idle.begin(), axis->path);
        stride *= values;
    }
    return idle;
}

}  // namespace twinarm::study
