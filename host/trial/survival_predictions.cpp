// Predictive distributions of a time to event.
#include "host/trial/survival_predictions.hpp"

#include <algorithm>
#include <limits>

#include "host/statistics/kaplan_meier.hpp"
#include "host/statistics/proportion.hpp"

namespace twinarm::trial {
namespace {

constexpr int time_steps = 128;             // a week apart for two and a half years
constexpr int fine_steps = 40, steps = 20;  // of a trial effect
constexpr int many_patients = 4000;         // beside a trial's effect the luck of more of them is nothing

}  // namespace

SurvivalPredictions::SurvivalPredictions(double horizon_days) : at_(time_steps) {
    for (int i = 1; i <= time_steps; ++i) days_.push_back(horizon_days * i / time_steps);
}

void SurvivalPredictions::add(std::size_t population, double weight,
                              const statistics::SurvivalSummary& survival) {
    const std::uint64_t n = survival.patients;
    std::size_t next = 0;
    double share = 1;
    for (std::size_t i = 0; i < days_.size(); ++i) {
        for (; next < survival.curve.size() && survival.curve[next].day <= days_[i]; ++next)
            share = survival.curve[next].survival;
        at_[i].push_back(float(share));
    }
    landmark_.resize(survival.landmarks.size());
    for (std::size_t i = 0; i < survival.landmarks.size(); ++i)
        if (const auto alive = survival.landmarks[i].survival)
            landmark_[i].push_back(
                {population, weight, *alive, statistics::unbiased_variance(*alive, n), double(n)});
    populations_.push_back({population, weight, 0, 0, double(n)});
}

PopulationValues SurvivalPredictions::at(std::size_t time) const {
    PopulationValues values = populations_;
    for (std::size_t i = 0; i < values.size(); ++i) {
        values[i].value = at_[time][i];
        values[i].variance =
            statistics::unbiased_variance(values[i].value, std::uint64_t(values[i].patients));
    }
    return values;
}

Predictive SurvivalPredictions::median_days(const EffectOfTrials& effect, int patients) const {
    const int n = std::min(patients, many_patients);
    Predictive made;
    std::vector<double> medians(effect.weight.size(), std::numeric_limits<double>::infinity());
    // The median is reached by a time at which at least half of the patients have had the event.
    double before = 0, day_before = 0;
    const auto set = [&](std::optional<double>& quantile, double p, double reached, double day) {
        if (!quantile && reached >= p)
            quantile = day_before + (day - day_before) * (p - before) / (reached - before);
    };
    for (std::size_t i = 0; i < days_.size() && !populations_.empty(); ++i) {
        const std::vector<double> shares = shares_by_population(at(i), medians.size());
        for (std::size_t k = 0; k < shares.size(); ++k)
            if (shares[k] <= 0.5) medians[k] = std::min(medians[k], days_[i]);
        if (made.one_trial.upper) continue;
        const std::vector<double> events =
            share_in_a_trial(shares, effect, steps, [](double alive) { return 1 - alive; }).counts(n);
        double reached = 0;
        for (int x = (n + 1) / 2; x <= n; ++x) reached += events[std::size_t(x)];
        set(made.one_trial.lower, predictive_lower, reached, days_[i]);
        set(made.one_trial.median, 0.5, reached, days_[i]);
        set(made.one_trial.upper, predictive_upper, reached, days_[i]);
        before = reached;
        day_before = days_[i];
    }
    made.populations = range_over_populations(medians, effect.weight);
    return made;
}

std::vector<PredictiveAt> SurvivalPredictions::landmarks(const EffectOfTrials& effect, int patients) const {
    std::vector<PredictiveAt> made;
    for (std::size_t i = 0; i < landmark_.size(); ++i) {
        // Of populations with short follow-up only those know it in which everybody has had the event.
        if (landmark_[i].empty() || landmark_[i].size() < populations_.size()) continue;
        const auto shares = shares_by_population(landmark_[i], effect.weight.size());
        made.push_back(
            {statistics::landmark_months[i],
             predictive_share(landmark_[i], share_in_a_trial(shares, effect, fine_steps), patients)});
    }
    return made;
}

}  // namespace twinarm::trial
