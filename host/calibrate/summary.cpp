// Counts, survivors and quantiles of simulated patients.
#include "host/calibrate/summary.hpp"

#include <algorithm>
#include <cmath>

#include "kernels/patient/outcome.hpp"

namespace twinarm::calibrate {
namespace {

/// Of a patient's whole weight, how much survives at `at_d`: averaged over the window around it, since real
/// visits do not fall on one day.
double alive_at(double event_d, bool event, double at_d, double window_d) {
    if (!event) return 1;
    if (window_d <= 0) return event_d > at_d ? 1 : 0;
    return std::clamp((event_d - (at_d - window_d / 2)) / window_d, 0.0, 1.0);
}

/// What one patient adds to value and of.
Summary share_of_patient(const SummaryRequest& r, const Outcome& o) {
    const bool responds = is_responder(o.response);
    switch (r.measure) {
        case Measure::response:
            return {double(responds), 1};
        case Measure::complete:
            return {double(o.response == Response::CR), double(responds)};
        case Measure::stable:
            return {double(o.response == Response::SD), double(!responds)};
        case Measure::pfs:
            return {alive_at(o.pfs_h / 24, o.pfs_event != 0, r.at_d, r.window_d), 1};
        case Measure::os:
            return {alive_at(o.os_h / 24, o.os_event != 0, r.at_d, r.window_d), 1};
        case Measure::hypotension:
            return {double(o.worst_hypotension_grade >= r.at_least), 1};
        case Measure::first_cycle_doses:
        case Measure::first_course_doses:
            break;
    }
    return {};
}

double doses(const SummaryRequest& r, const Outcome& o) {
    return r.measure == Measure::first_cycle_doses ? o.first_cycle_doses : o.first_course_doses;
}

/// Quantile p of whole numbers, each spread evenly over +-1/2 so that it moves smoothly with the parameters.
double smooth_quantile(const std::vector<double>& sorted, double p) {
    const double wanted = p * double(sorted.size());
    const std::size_t at = std::min(std::size_t(wanted), sorted.size() - 1);
    const auto [first, last] = std::equal_range(sorted.begin(), sorted.end(), sorted[at]);
    const double below = double(first - sorted.begin());
    return sorted[at] - 0.5 + (wanted - below) / double(last - first);
}

Summary quantile(const SummaryRequest& r, std::vector<double> values) {
    if (values.empty()) return {0, 1e6};
    std::sort(values.begin(), values.end());
    const double spread = std::sqrt(r.p * (1 - r.p) / double(values.size()));
    const double lower = smooth_quantile(values, std::max(r.p - spread, 0.0));
    const double upper = smooth_quantile(values, std::min(r.p + spread, 1.0));
    return {smooth_quantile(values, r.p), (upper - lower) / 2};
}

}  // namespace

Summary summarise(const SummaryRequest& request, const std::vector<Outcome>& outcomes, int arm_count,
                  const std::vector<double>& covariate) {
    const std::size_t patients = outcomes.size() / std::size_t(arm_count);
    const bool of_doses =
        request.measure == Measure::first_cycle_doses || request.measure == Measure::first_course_doses;
    std::vector<double> values;
    Summary sum;
    for (const SummaryRequest::ArmShare& arm : request.arms) {
        Summary of_arm;
        for (std::size_t k = 0; k < patients; ++k) {
            const Outcome& outcome = outcomes[k * std::size_t(arm_count) + std::size_t(arm.arm)];
            if (outcome.status != Status::ok || (request.evaluable && !is_evaluable(outcome))) continue;
            if (!covariate.empty() &&
                (covariate[k] < request.covariate_from || covariate[k] > request.covariate_to))
                continue;
            if (of_doses) values.push_back(doses(request, outcome));
            const Summary one = share_of_patient(request, outcome);
            of_arm.value += one.value;
            of_arm.of += one.of;
        }
        sum.value += arm.share * of_arm.value;
        sum.of += arm.share * of_arm.of;
    }
    return of_doses ? quantile(request, std::move(values)) : sum;
}

double share_of(const Summary& summary) {
    return (summary.value + 0.5) / (summary.of + 1);
}

double monte_carlo_logit_variance(const Summary& summary) {
    const double p = share_of(summary);
    return 1 / ((summary.of + 1) * p * (1 - p));
}

}  // namespace twinarm::calibrate
