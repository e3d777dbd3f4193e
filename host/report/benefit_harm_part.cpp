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

constexpr const char* severe_grades[] = {"3", "4", "5"};

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

store::Json benefit_harm_part(const store::Json& summary) {
    store::Json arms = store::Json::array();
    for (const store::Json& arm : summary.at("arms")) {
        const store::Json& orr = arm.at("orr_population");
        const auto completed = orr.at("of").get<std::uint64_t>();
        if (completed == 0) {
            arms.push_back(nullptr);
            continue;
        }
        double severe = 0;
        for (const char* grade : severe_grades) {
            const store::Json& share = arm.at("worst_hypotension_grade").at(grade);
            if (share.is_number()) severe += share.get<double>();
        }
        const auto severe_patients =
            std::min(completed, std::uint64_t(std::llround(severe * double(completed))));
        const auto responders = std::min(completed, orr.at("count").get<std::uint64_t>());
        const int n = arm.at("orr_trial").at("n").get<int>();
        arms.push_back(
            {{"orr_limits", limits_json(statistics::clopper_pearson(responders, completed))},
             {"severe", chart_number(double(severe_patients) / double(completed))},
             {"severe_limits", limits_json(statistics::clopper_pearson(severe_patients, completed))},
             {"severe_in_trials", seen_in_trials(double(severe_patients) / double(completed), n)}});
    }
    return arms;
}

}  // namespace twinarm::report
