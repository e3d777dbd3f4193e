// Percentiles over the sampled patients of what happens inside them: drug levels, occupancy, cells, leak.
#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "host/report/chart_number.hpp"
#include "host/report/chart_parts.hpp"
#include "host/statistics/histogram.hpp"

namespace twinarm::report {

namespace {

struct Quantity {
    const char *id, *label, *unit;  ///< label: null of a drug's own level
    bool peak;                      ///< the highest value between two times of the chart, not the latest
    double (*of)(const CoursePoint&);
};

const Quantity quantities[] = {
    {"il2", "IL-2 without PEG", "nmol/L", true, [](const CoursePoint& p) { return p.il2_nmol_per_l; }},
    {"one_chain", "1-PEG conjugate", "nmol/L", true,
     [](const CoursePoint& p) { return p.one_chain_nmol_per_l; }},
    {"two_chain", "2-PEG conjugate", "nmol/L", true,
     [](const CoursePoint& p) { return p.two_chain_nmol_per_l; }},
    {"nivolumab", nullptr, "ug/mL", true, [](const CoursePoint& p) { return p.nivolumab_ug_per_ml; }},
    {"occupancy_cd8", "occupancy, CD8 T cells", "%", true,
     [](const CoursePoint& p) { return 100 * p.occupancy_cd8; }},
    {"occupancy_nk", "occupancy, NK cells", "%", true,
     [](const CoursePoint& p) { return 100 * p.occupancy_nk; }},
    {"occupancy_treg", "occupancy, Treg", "%", true,
     [](const CoursePoint& p) { return 100 * p.occupancy_treg; }},
    {"occupancy_tumour_t", "occupancy, tumour T cells", "%", true,
     [](const CoursePoint& p) { return 100 * p.occupancy_tumour_t; }},
    {"occupancy_endothelium", "occupancy, endothelium", "%", true,
     [](const CoursePoint& p) { return 100 * p.occupancy_endothelium; }},
    {"lymphocytes", "lymphocytes in blood", "x baseline", false,
     [](const CoursePoint& p) { return p.lymphocytes; }},
    {"cd8", "CD8 T cells in blood", "x baseline", false, [](const CoursePoint& p) { return p.state[cd8]; }},
    {"nk", "NK cells in blood", "x baseline", false, [](const CoursePoint& p) { return p.state[nk]; }},
    {"treg", "Treg in blood", "x baseline", false, [](const CoursePoint& p) { return p.state[treg]; }},
    {"cd8_treg", "CD8:Treg in blood", "x baseline", false,
     [](const CoursePoint& p) { return p.state[cd8] / p.state[treg]; }},
    {"cd8_treg_tumour", "CD8:Treg in the tumour", "x baseline", false,
     [](const CoursePoint& p) {
         return (p.state[tumour_cd8] + p.state[bystander_cd8]) / p.state[tumour_treg];
     }},
    {"leak", "vascular leak", "0 to 1", true, [](const CoursePoint& p) { return p.state[leak]; }},
    {"sld", "tumour size (true SLD)", "mm", false, [](const CoursePoint& p) { return p.sld_mm; }}};

constexpr std::size_t fewest_patients = 10;  // of whom a percentile is shown

/// Days of the chart: every day of the first eight weeks, then about 100 more times.
std::vector<double> chart_days(double horizon) {
    std::vector<double> days;
    const double daily = std::min(56.0, horizon), step = std::max(1.0, std::ceil((horizon - 56) / 100));
    for (double day = 0; day <= daily; ++day) days.push_back(day);
    for (double day = daily + step; day <= horizon; day += step) days.push_back(day);
    return days;
}

/// The quantity at each of `days`; NaN once the course has ended.
std::vector<double> on_days(const Quantity& quantity, const CourseLog& log, const std::vector<double>& days) {
    std::vector<double> values(days.size(), std::nan(""));
    std::size_t d = 0;
    for (const CoursePoint& point : log.points) {
        while (d < days.size() && point.time_h > days[d] * 24 + 1e-6) ++d;
        if (d == days.size()) break;
        const double value = quantity.of(point);
        values[d] = quantity.peak && values[d] > value ? values[d] : value;
    }
    return values;
}

double quantile(const std::vector<double>& sorted, double p) {
    return sorted[statistics::quantile_index(p, sorted.size())];
}

store::Json band(const Quantity& quantity, const std::vector<CourseLog>& courses,
                 const std::vector<double>& days) {
    std::vector<std::vector<double>> by_day(days.size());
    bool any = false;
    for (const CourseLog& log : courses) {
        const std::vector<double> values = on_days(quantity, log, days);
        for (std::size_t d = 0; d < days.size(); ++d) {
            if (std::isnan(values[d])) continue;
            by_day[d].push_back(values[d]);
            any = any || values[d] != 0;
        }
    }
    if (!any) return nullptr;  // nothing of it in this arm
    std::vector<double> low, middle, high;
    for (std::vector<double>& values : by_day) {
        std::sort(values.begin(), values.end());
        const bool enough = values.size() >= std::min(fewest_patients, courses.size());
        low.push_back(enough ? quantile(values, 0.1) : std::nan(""));
        middle.push_back(enough ? quantile(values, 0.5) : std::nan(""));
        high.push_back(enough ? quantile(values, 0.9) : std::nan(""));
    }
    return {{"p10", chart_numbers(low)}, {"p50", chart_numbers(middle)}, {"p90", chart_numbers(high)}};
}

}  // namespace

store::Json bands_part(const ReportRun& run, const SampledCourses& courses) {
    const std::vector<double> days = chart_days(run.cohort.study.horizon_min / 1440.0);
    store::Json parts = store::Json::array();
    for (const Quantity& quantity : quantities) {
        store::Json arms = store::Json::array();
        for (const std::vector<CourseLog>& of_arm : courses) arms.push_back(band(quantity, of_arm, days));
        parts.push_back({{"id", quantity.id},
                         {"label", quantity.label != nullptr ? quantity.label
                                                             : cohort::names_of(run.cohort, Drug::nivolumab)},
                         {"unit", quantity.unit},
                         {"peak", quantity.peak},
                         {"arms", arms}});
    }
    return {{"patients", courses.empty() ? 0 : courses.front().size()},
            {"days", chart_numbers(days)},
            {"quantities", parts}};
}

}  // namespace twinarm::report
