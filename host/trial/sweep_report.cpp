// A sweep with its results.
#include "host/trial/sweep_report.hpp"

#include <algorithm>
#include <utility>

namespace twinarm::trial {

namespace {

/// How far the first point's patients moved: the difference and its error, 0 where no patient did.
std::pair<double, double> moved(const SweepRow& row) {
    if (!row.difference) return {-1, -1};
    return {row.difference->estimate, row.difference->monte_carlo_standard_error.value_or(0)};
}

bool alike(const SweepPoint& a, const SweepPoint& b) {
    return std::equal(a.rows.begin(), a.rows.end(), b.rows.begin(), [](const SweepRow& x, const SweepRow& y) {
        return x.arm.orr_population.estimate == y.arm.orr_population.estimate && moved(x) == moved(y) &&
               x.arm.patients_failed == y.arm.patients_failed &&
               x.arm.complete_population.estimate == y.arm.complete_population.estimate &&
               x.severe_hypotension == y.severe_hypotension && x.doses == y.doses;
    });
}

}  // namespace

std::vector<std::string> axes_without_effect(const SweepReport& sweep) {
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

}  // namespace twinarm::trial
