// Benefit against harm: the ORR and the share with severe hypotension of each arm, with their limits.
#include <algorithm>
#include <boost/math/distributions/binomial.hpp>
#include <cmath>
#include <nlohmann/json.hpp>

#include "host/report/chart_number.hpp"
#include "host/report/chart_parts.hpp"
#include "host/statistics/proportion.hpp"

namespace twinarm::report {

namespace {

constexpr std::size_t least_severe = 3;  ///< grade

store::Json limits_json(const statistics::Interval& limits) {
    return {chart_number(limits.lower), chart_number(limits.upper)};
}

/// What 95% of trials of `n` patients see, where each patient has it with probability `share`: the least
/// numbers of patients that are not exceeded with probabilities of 0.025 and 0.975. Where nobody has it in
/// the population, or everybody, that is not known.
store::Json seen_in_trials(double share, int n) {
    if (share <= 0 || share >= 1) return {nullptr, nullptr};
    using boost::math::policies::discrete_quantile, boost::math::policies::integer_round_up;
    using Up = boost::math::policies::policy<discrete_quantile<integer_round_up>>;
    const boost::math::binomial_distribution<double, Up> trial(n, share);
    return limits_json({boost::math::quantile(trial, 0.025) / n, boost::math::quantile(trial, 0.975) / n});
}

}  // namespace

store::Json benefit_harm_part(const std::vector<store::StoredArm>& arms) {
    store::Json list = store::Json::array();
    for (const store::StoredArm& arm : arms) {
        if (arm.completed == 0) {
            list.push_back(nullptr);
            continue;
        }
        double severe = 0;
        for (std::size_t grade = least_severe; grade < arm.hypotension.size(); ++grade)
            severe += arm.hypotension[grade].value_or(0);
        const auto completed = arm.completed, responders = std::min(completed, arm.responders);
        const auto severe_patients =
            std::min(completed, std::uint64_t(std::llround(severe * double(completed))));
        const double share = double(severe_patients) / double(completed);
        list.push_back(
            {{"orr_limits", limits_json(statistics::clopper_pearson(responders, completed))},
             {"severe", chart_number(share)},
             {"severe_limits", limits_json(statistics::clopper_pearson(severe_patients, completed))},
             {"severe_in_trials", seen_in_trials(share, arm.orr_trial.n)}});
    }
    return list;
}

}  // namespace twinarm::report
