// Counts, survivors, quantiles and differences of simulated patients.
#include "host/calibrate/summary.hpp"

#include <algorithm>
#include <cmath>

#include "host/calibrate/outcome_value.hpp"

namespace twinarm::calibrate {
namespace {

constexpr double unknown_variance = 1e12;  ///< of a column that no patient informs

/// Of a patient's whole weight, how much survives at `at_d`: averaged over the window around it, since real
/// visits do not fall on one day.
double alive_at(double event_d, bool event, double at_d, double window_d) {
    if (!event) return 1;
    if (window_d <= 0) return event_d > at_d ? 1 : 0;
    return std::clamp((event_d - (at_d - window_d / 2)) / window_d, 0.0, 1.0);
}

/// Free of the event at at_d, of those who are free of it at after_d.
Summary survival(const SummaryRequest& r, double event_d, bool event) {
    const double alive = alive_at(event_d, event, r.at_d, r.window_d);
    if (r.after_d <= 0) return {alive, 1};
    const double before = alive_at(event_d, event, r.after_d, r.window_d);
    return {std::min(alive, before), before};
}

bool lies_in(const OutcomeRange& range, const Outcome& o) {
    const double value = outcome_value(o, range.outcome);
    return value >= range.from && value <= range.to;  // not-a-number does not
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
            return survival(r, o.pfs_h / 24, o.pfs_event != 0);
        case Measure::os:
            return survival(r, o.os_h / 24, o.os_event != 0);
        case Measure::share:
            return {double(lies_in(r.range, o)), 1};
        case Measure::difference:
            return {double(r.of_response ? responds : lies_in(r.range, o)), 1};
        case Measure::quantile:
            break;
    }
    return {};
}

/// Whether the column is about this patient.
bool counts(const SummaryRequest& r, const Outcome& o) {
    if (o.status != Status::ok || (r.evaluable && !is_evaluable(o))) return false;
    if (r.of_whom == OfWhom::responders) return is_responder(o.response);
    return r.of_whom == OfWhom::all || o.response == Response::CR;
}

/// Calls visit(outcome, share) for each patient of each arm.
template <class Visit>
void for_each_patient(const SummaryRequest& r, const std::vector<Outcome>& outcomes, int arm_count,
                      const std::vector<double>& covariate, const Visit& visit) {
    const std::size_t patients = outcomes.size() / std::size_t(arm_count);
    for (const SummaryRequest::ArmShare& arm : r.arms)
        for (std::size_t k = 0; k < patients; ++k) {
            const Outcome& outcome = outcomes[k * std::size_t(arm_count) + std::size_t(arm.arm)];
            if (!counts(r, outcome)) continue;
            if (!covariate.empty() && (covariate[k] < r.covariate_from || covariate[k] > r.covariate_to))
                continue;
            visit(outcome, arm.share);
        }
}

/// Quantile p; of whole numbers, each is spread evenly over +-1/2, so that it moves smoothly with the
/// parameters.
double smooth_quantile(const std::vector<double>& sorted, double p, bool whole) {
    const double wanted = p * double(sorted.size());
    const std::size_t at = std::min(std::size_t(wanted), sorted.size() - 1);
    if (!whole) {
        const double place = std::clamp(wanted - 0.5, 0.0, double(sorted.size() - 1));
        const auto below = std::size_t(place);
        const std::size_t above = std::min(below + 1, sorted.size() - 1);
        return sorted[below] + (place - double(below)) * (sorted[above] - sorted[below]);
    }
    const auto [first, last] = std::equal_range(sorted.begin(), sorted.end(), sorted[at]);
    const double below = double(first - sorted.begin());
    return sorted[at] - 0.5 + (wanted - below) / double(last - first);
}

Summary quantile(const SummaryRequest& r, std::vector<double> values) {
    if (values.empty()) return {0, std::sqrt(unknown_variance)};
    std::sort(values.begin(), values.end());
    const bool whole = outcome_table[r.range.outcome].summary == SummaryKind::whole;
    const double spread = std::sqrt(r.p * (1 - r.p) / double(values.size()));
    const double lower = smooth_quantile(values, std::max(r.p - spread, 0.0), whole);
    const double upper = smooth_quantile(values, std::min(r.p + spread, 1.0), whole);
    return {smooth_quantile(values, r.p, whole), (upper - lower) / 2};
}

/// The share of patients with the condition minus that of the others'; independent counts.
Summary difference_of_groups(const Summary& with, const Summary& without) {
    if (with.of == 0 || without.of == 0) return {0, std::sqrt(unknown_variance)};
    const auto variance = [](const Summary& s) {
        const double p = share_of(s);
        return p * (1 - p) / s.of;
    };
    return {with.value / with.of - without.value / without.of, std::sqrt(variance(with) + variance(without))};
}

/// Mean and standard error of the patients' own differences: the same patients are in both arms.
Summary difference_of_arms(const SummaryRequest& r, const std::vector<Outcome>& outcomes, int arm_count,
                           const std::vector<double>& covariate) {
    const std::size_t patients = outcomes.size() / std::size_t(arm_count);
    std::vector<double> own(patients, 0.0);
    std::vector<bool> known(patients, true);
    const auto add = [&](const std::vector<SummaryRequest::ArmShare>& arms, double sign) {
        for (const SummaryRequest::ArmShare& arm : arms)
            for (std::size_t k = 0; k < patients; ++k) {
                const Outcome& o = outcomes[k * std::size_t(arm_count) + std::size_t(arm.arm)];
                const bool in_group =
                    covariate.empty() || (covariate[k] >= r.covariate_from && covariate[k] <= r.covariate_to);
                if (in_group && counts(r, o))
                    own[k] += sign * arm.share * share_of_patient(r, o).value;
                else
                    known[k] = false;
            }
    };
    add(r.arms, 1);
    add(r.minus, -1);
    double n = 0, sum = 0, squares = 0;
    for (std::size_t k = 0; k < patients; ++k) {
        if (!known[k]) continue;
        n += 1;
        sum += own[k];
        squares += own[k] * own[k];
    }
    if (n < 2) return {0, std::sqrt(unknown_variance)};
    const double mean = sum / n;
    // One more patient who differs: no error of 0 where all are alike.
    return {mean, std::sqrt((squares - n * mean * mean + 1) / n / n)};
}

}  // namespace

Summary summarise(const SummaryRequest& r, const std::vector<Outcome>& outcomes, int arm_count,
                  const std::vector<double>& covariate) {
    if (r.measure == Measure::quantile) {
        std::vector<double> values;
        const KnownOf of = outcome_table[r.range.outcome].of;
        for_each_patient(r, outcomes, arm_count, covariate, [&](const Outcome& o, double) {
            const double value = outcome_value(o, r.range.outcome);
            if (is_among(of, o) && std::isfinite(value)) values.push_back(value);
        });
        return quantile(r, std::move(values));
    }
    if (r.measure == Measure::difference && !r.split)
        return difference_of_arms(r, outcomes, arm_count, covariate);
    Summary sum, others;
    for_each_patient(r, outcomes, arm_count, covariate, [&](const Outcome& o, double share) {
        Summary& to = r.split && !lies_in(*r.split, o) ? others : sum;
        const Summary one = share_of_patient(r, o);
        to.value += share * one.value;
        to.of += share * one.of;
    });
    return r.split ? difference_of_groups(sum, others) : sum;
}

double share_of(const Summary& summary) {
    return (summary.value + 0.5) / (summary.of + 1);
}

OnScale on_scale(const SummaryRequest& request, const Summary& summary) {
    if (request.is_count()) {
        const double p = share_of(summary);
        return {std::log(p / (1 - p)), 1 / ((summary.of + 1) * p * (1 - p))};
    }
    const double variance = summary.of * summary.of;
    if (request.scale == Scale::identity) return {summary.value, variance};
    if (!(summary.value > 0)) return {0, unknown_variance};
    return {std::log(summary.value), variance / (summary.value * summary.value)};
}

double reported_value(const SummaryRequest& request, double on_scale) {
    if (request.is_count()) return 1 / (1 + std::exp(-on_scale));
    return request.scale == Scale::identity ? on_scale : std::exp(on_scale);
}

}  // namespace twinarm::calibrate
