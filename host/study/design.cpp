// The best doses, schedules and properties of a molecule in given ranges.
#include "host/study/design.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "host/base/errors.hpp"
#include "host/search/search.hpp"
#include "host/statistics/survival_summary.hpp"
#include "host/study/design_point.hpp"
#include "host/study/point.hpp"
#include "host/study/run_study.hpp"

namespace twinarm::study {
namespace {

constexpr double neighbour = 0.1;  ///< of a range: how far from the best its slopes are taken
constexpr double errors_alike = 2;
constexpr double minutes_of_day = 60 * 24;

/// Ends a search whose simulation was stopped.
struct Stopped {};

/// A trial point: a place in [0, 1] for each varied value; of a list its member over the last member.
using Places = std::vector<double>;

std::size_t member_of(const cohort::DesignVary& vary, double place) {
    return std::size_t(std::llround(place * double(vary.values.size() - 1)));
}

std::vector<std::string> values_at(const cohort::Design& design, const Places& places) {
    std::vector<std::string> values;
    for (std::size_t i = 0; i < places.size(); ++i) {
        const cohort::DesignVary& vary = design.vary[i];
        values.push_back(vary.is_list() ? vary.values[member_of(vary, places[i])]
                                        : cohort::value_at(vary, places[i]));
    }
    return values;
}

std::vector<toml::Setting> settings_of(const cohort::Design& design, const std::vector<std::string>& values) {
    std::vector<toml::Setting> settings;
    for (std::size_t i = 0; i < values.size(); ++i)
        settings.push_back(cohort::setting_of(design.vary[i], values[i]));
    return settings;
}

search::Space space_of(const cohort::Design& design) {
    search::Space space;
    for (const cohort::DesignVary& vary : design.vary) {
        if (vary.is_list())
            space.lists.push_back(vary.values.size());
        else
            ++space.ranges;
    }
    return space;
}

Places places_of(const cohort::Design& design, const search::Candidate& point) {
    Places places;
    std::size_t range = 0, list = 0;
    for (const cohort::DesignVary& vary : design.vary)
        places.push_back(vary.is_list() ? double(point.list[list++]) / double(vary.values.size() - 1)
                                        : point.range[range++]);
    return places;
}

/// Both sides of a place, within its range: of a list the members beside it.
std::pair<double, double> sides_of(const cohort::DesignVary& vary, double place) {
    const double step = vary.is_list() ? 1 / double(vary.values.size() - 1) : neighbour;
    return {std::max(0.0, place - step), std::min(1.0, place + step)};
}

/// Simulates points, all in the same patients.
class Bench {
  public:
    Bench(const cohort::CohortFile& file, CohortOptions options, EngineOptions engine,
          std::string populations, cohort::Design design, std::uint64_t evaluations,
          const DesignProgress& progress, const base::StopToken& stop)
        : file_(file),
          options_(std::move(options)),
          engine_(std::move(engine)),
          choice_{{design.arm}, std::move(populations)},
          design_(std::move(design)),
          evaluations_(evaluations),
          progress_(progress),
          stop_(stop) {}

    /// The point at these settings, without its places. Throws Stopped.
    trial::DesignPoint point(const std::vector<toml::Setting>& settings) {
        const Point at = point_at(file_, options_, engine_, choice_, settings);
        const DesignBlocks blocks = blocks_of(at.plan.populations.design);
        trial::SweepTally tally(1, nullptr, blocks.places);
        const std::uint64_t before = done_++;
        const auto tell = [&](std::uint64_t done) {
            if (progress_) progress_(before * at.plan.patients + done, evaluations_ * at.plan.patients);
        };
        const auto count = [&](const Outcome* outcomes, std::uint64_t patients) {
            tally.add(outcomes, patients);
        };
        signal_ = run_whole_study(at.plan, {{count}, tell}, stop_).signal;
        if (signal_ != 0) throw Stopped();
        weights_ = blocks.places.weights;
        const double horizon = at.cohort.study.horizon_min / minutes_of_day / statistics::days_per_month;
        return judged_point(design_, tally.state(), blocks, horizon, at.cohort.study.arms[0].regimen_count);
    }

    trial::DesignPoint point(const Places& places) {
        const std::vector<std::string> values = values_at(design_, places);
        trial::DesignPoint made = point(settings_of(design_, values));
        made.values = values;
        made.places = places;
        return made;
    }

    /// From now on the patients that follow those of the points so far.
    void take_other_patients(std::uint64_t patients) { options_.first_patient += patients; }

    const std::vector<double>& weights() const { return weights_; }  ///< of the blocks
    int signal() const { return signal_; }

  private:
    const cohort::CohortFile& file_;
    CohortOptions options_;
    EngineOptions engine_;
    PointChoice choice_;
    cohort::Design design_;
    std::uint64_t evaluations_, done_ = 0;
    const DesignProgress& progress_;
    const base::StopToken& stop_;
    std::vector<double> weights_;
    int signal_ = 0;
};

search::Worth worth_of(const cohort::Design& design, const trial::DesignPoint& point) {
    search::Worth worth;
    worth.objective = (design.maximise ? 1 : -1) * point.objective.mean.value_or(0);
    for (std::size_t c = 0; c < design.constraints.size(); ++c) {
        const cohort::DesignConstraint& constraint = design.constraints[c];
        worth.violations.push_back(constraint.at_most ? point.constraints[c] - constraint.limit
                                                      : constraint.limit - point.constraints[c]);
    }
    return worth;
}

/// The best of the points that the search or its neighbours gave, those alike, and the front.
void rank(trial::DesignReport& report, const std::vector<double>& weights) {
    const cohort::Design& design = report.design;
    report.alike.clear();
    std::vector<search::Judged> judged;
    for (std::size_t i = 1; i < report.points.size(); ++i)
        judged.push_back({{}, worth_of(design, report.points[i])});
    if (judged.empty()) return;
    report.best = 1 + search::best_of(judged);
    const trial::DesignPoint& best = report.points[*report.best];
    std::vector<double> gain, cost;
    for (std::size_t i = 0; i < report.points.size(); ++i) {
        const trial::DesignPoint& point = report.points[i];
        gain.push_back((design.maximise ? 1 : -1) * point.objective.mean.value_or(0));
        cost.push_back(point.columns[design.against].mean.value_or(INFINITY));
        if (i == 0 || i == *report.best || !point.feasible) continue;
        trial::PairedChange change =
            trial::paired_change(best.objective_by_block, point.objective_by_block, weights);
        if (!design.maximise) change.mean = -change.mean;
        if (change.mean + errors_alike * change.standard_error >= 0) report.alike.push_back(i);
    }
    std::stable_sort(report.alike.begin(), report.alike.end(), [&](std::size_t a, std::size_t b) {
        return search::better(judged[a - 1].worth, judged[b - 1].worth);
    });
    report.front = search::pareto_front(gain, cost);
}

/// The point with these values, or null.
const trial::DesignPoint* known_point(const trial::DesignReport& report,
                                      const std::vector<std::string>& values) {
    const auto known = std::find_if(report.points.begin(), report.points.end(),
                                    [&](const trial::DesignPoint& one) { return one.values == values; });
    return known == report.points.end() ? nullptr : &*known;
}

/// Simulates both sides of the best point in each varied value.
void add_slopes(trial::DesignReport& report, Bench& bench) {
    const cohort::Design& design = report.design;
    const Places best = report.points[*report.best].places;
    const auto at = [&](const Places& places) {
        const std::vector<std::string> values = values_at(design, places);
        if (const trial::DesignPoint* known = known_point(report, values)) return *known;
        report.points.push_back(bench.point(places));
        return report.points.back();
    };
    double all = 0;
    for (std::size_t i = 0; i < best.size(); ++i) {
        const auto [low, high] = sides_of(design.vary[i], best[i]);
        Places below = best, above = best;
        below[i] = low;
        above[i] = high;
        const trial::DesignPoint a = at(below), b = at(above);
        trial::DesignSlope slope{
            i, a.values[i], b.values[i], {}, {}, a.by_block != b.by_block || a.doses != b.doses, 0};
        slope.objective = trial::paired_change(a.objective_by_block, b.objective_by_block, bench.weights());
        for (const cohort::DesignConstraint& constraint : design.constraints)
            slope.constraints.push_back(trial::paired_change(a.by_block[constraint.column],
                                                             b.by_block[constraint.column], bench.weights()));
        all += std::abs(slope.objective.mean);
        report.slopes.push_back(std::move(slope));
    }
    for (trial::DesignSlope& slope : report.slopes)
        slope.share = all > 0 ? std::abs(slope.objective.mean) / all : 0;
}

void search_design(trial::DesignReport& report, Bench& bench) {
    const cohort::Design& design = report.design;
    report.points.push_back(bench.point(std::vector<toml::Setting>{}));
    search::find_best(
        space_of(design), {.evaluations = std::size_t(design.evaluations)}, [&](const search::Candidate& at) {
            const Places places = places_of(design, at);
            if (const trial::DesignPoint* known = known_point(report, values_at(design, places)))
                return worth_of(design, *known);
            report.points.push_back(bench.point(places));
            report.searched = report.points.size() - 1;
            return worth_of(design, report.points.back());
        });
    rank(report, bench.weights());
    add_slopes(report, bench);
    rank(report, bench.weights());  // a neighbour may be better
    bench.take_other_patients(report.points.front().patients);
    report.confirmed = bench.point(report.points[*report.best].places);
}

}  // namespace

std::optional<cohort::Design> checked_design(const cohort::CohortFile& file, const CohortOptions& options) {
    std::optional<cohort::Design> design = file.design({options.set, options.seed, options.patients});
    if (!design) return design;
    base::Report report;
    for (const cohort::DesignVary& vary : design->vary) {
        std::vector<std::string> values = vary.values;
        if (!vary.is_list()) values = {cohort::value_at(vary, 0), cohort::value_at(vary, 1)};
        for (const std::string& value : values) try {
                file.with({options.set, options.seed, options.patients, {cohort::setting_of(vary, value)}});
            } catch (const base::CohortError& error) {
                for (const base::Diagnostic& one : error.diagnostics)
                    report.add({one.file, one.line, one.column}, one.message);
            }
    }
    report.throw_if_any();
    return design;
}

DesignSearch run_design(const CohortOptions& given, const EngineOptions& engine, const DesignRequest& request,
                        const DesignProgress& progress, const base::StopToken& stop) {
    CohortOptions options = given;
    const cohort::CohortFile file = open_cohort(options);
    const cohort::Cohort whole = read_cohort(file, options);
    const std::optional<cohort::Design> found = checked_design(file, options);
    if (!found)
        throw base::UsageError(options.file +
                               ": has no [design], which says what is varied and what is wanted\n"
                               "  host/README.md describes it; cohorts/design_nktr214.toml is an example.");
    const cohort::Design& design = *found;
    for (const std::string& output : request.written) require_kept(output, whole, request.populations);
    if (!options.patients) options.patients = design.patients;
    const Places middle(design.vary.size(), 0);
    const Point first = point_at(file, options, engine, {{design.arm}, request.populations},
                                 settings_of(design, values_at(design, middle)));
    DesignSearch search;
    search.warnings = whole.warnings;
    search.warnings.insert(search.warnings.end(), first.plan.warnings.begin(), first.plan.warnings.end());
    // Each point has as many patients as the first: populations may have raised them.
    options.patients = first.plan.patients;
    trial::DesignReport& report = search.report;
    report.study = whole.id;
    report.title = whole.title;
    report.design = design;
    report.seed = whole.study.seed;
    report.patients = first.plan.patients;
    const cohort::PopulationDesign& over = first.plan.populations.design;
    report.populations = over.named() ? over.names.size() : 0;
    const std::uint64_t most = design.evaluations + 2 * design.vary.size() + 2;
    Bench bench(file, options, engine, request.populations, design, most, progress, stop);
    try {
        search_design(report, bench);
    } catch (const Stopped&) {
        rank(report, bench.weights());
        report.signal = bench.signal();
    }
    return search;
}

}  // namespace twinarm::study
