// Virtual trials in a few numbers.
#include "host/trial/trial_summary.hpp"

#include <algorithm>
#include <cmath>

#include "host/statistics/histogram.hpp"
#include "host/statistics/proportion.hpp"

namespace twinarm::trial {
namespace {

constexpr double quantile_levels[] = {0.025, 0.05, 0.25, 0.5, 0.75, 0.95, 0.975};

/// A count over its denominator for every trial in which that is not 0.
class Rates {
  public:
    void add(int count, int of) {
        if (of > 0) values_.push_back(double(count) / of);
    }
    TrialDistribution over(int n) { return distribution(std::move(values_), n); }

  private:
    std::vector<double> values_;
};

/// The rates of a trial.
struct TrialRates {
    Rates orr, orr_evaluable, complete, complete_evaluable;
    std::array<Rates, response_count> best_response;

    void add(const TrialCounts& counts, int n) {
        orr.add(counts.responders(), n);
        orr_evaluable.add(counts.responders(), counts.evaluable);
        complete.add(counts.complete(), n);
        complete_evaluable.add(counts.complete(), counts.evaluable);
        for (std::size_t r = 0; r < best_response.size(); ++r)
            best_response[r].add(counts.best_response[r], n);
    }
    TrialSummary over(int n) {
        TrialSummary summary;
        summary.orr = orr.over(n);
        summary.orr_evaluable = orr_evaluable.over(n);
        summary.complete = complete.over(n);
        summary.complete_evaluable = complete_evaluable.over(n);
        for (std::size_t r = 0; r < best_response.size(); ++r)
            summary.best_response[r] = best_response[r].over(n);
        return summary;
    }
};

GateSummary summarise_gate(const ArmTrials& arm, int n, const cohort::StageGate& gate) {
    const int stage = std::min(gate.patients, n);
    GateSummary summary;
    summary.patients = stage;
    summary.responders = gate.responders;
    Rates orr, orr_evaluable, orr_later;
    for (std::uint64_t trial = 0; trial < arm.trials(); ++trial) {
        const TrialCounts first = arm.at(trial, stage);
        if (first.responders() < gate.responders) continue;
        const TrialCounts all = arm.at(trial, n);
        ++summary.passed;
        orr.add(all.responders(), n);
        orr_evaluable.add(all.responders(), all.evaluable);
        orr_later.add(all.responders() - first.responders(), n - stage);
    }
    summary.pass = statistics::trial_probability(summary.passed, arm.trials());
    summary.orr = orr.over(n);
    summary.orr_evaluable = orr_evaluable.over(n);
    summary.orr_later = orr_later.over(n - stage);
    return summary;
}

std::vector<statistics::Interval> wilson_by_count(int n) {
    std::vector<statistics::Interval> limits;
    for (int x = 0; x <= n; ++x) limits.push_back(statistics::wilson(std::uint64_t(x), std::uint64_t(n)));
    return limits;
}

}  // namespace

TrialDistribution distribution(std::vector<double> values, int n) {
    TrialDistribution result;
    result.n = n;
    result.trials = values.size();
    if (values.empty()) return result;
    std::sort(values.begin(), values.end());
    const double count = double(values.size());
    for (const double value : values) result.mean += value / count;
    for (const double value : values)
        result.standard_deviation += (value - result.mean) * (value - result.mean) / count;
    result.standard_deviation = std::sqrt(result.standard_deviation);
    for (const double p : quantile_levels)
        result.quantiles.push_back({p, statistics::has_quantile(p, values.size())
                                           ? values[statistics::quantile_index(p, values.size())]
                                           : std::nan("")});
    return result;
}

TrialSummary summarise_trials(const ArmTrials& arm, int n, const cohort::StageGate& gate) {
    TrialRates rates;
    for (std::uint64_t trial = 0; trial < arm.trials(); ++trial) rates.add(arm.at(trial, n), n);
    TrialSummary summary = rates.over(n);
    summary.pfs_median_days = distribution(arm.pfs_median_d, n);
    if (gate.patients > 0) summary.gate = summarise_gate(arm, n, gate);
    return summary;
}

TrialSummary summarise_pooled_trials(const VirtualTrials& trials,
                                     const std::vector<cohort::PooledArms::Part>& parts) {
    int n = 0;
    std::uint64_t count = parts.empty() ? 0 : trials.arm(parts[0].arm).trials();
    for (const cohort::PooledArms::Part& part : parts) {
        n += part.n;
        if (part.n > 0) count = std::min(count, trials.arm(part.arm).trials());  // 0 if no patient completed
    }
    TrialRates rates;
    for (std::uint64_t trial = 0; trial < count; ++trial) {
        TrialCounts sum;
        for (const cohort::PooledArms::Part& part : parts) {
            const TrialCounts counts = trials.arm(part.arm).at(trial, part.n);
            for (std::size_t r = 0; r < sum.best_response.size(); ++r)
                sum.best_response[r] += counts.best_response[r];
            sum.evaluable += counts.evaluable;
        }
        rates.add(sum, n);
    }
    return rates.over(n);
}

HeadToHead head_to_head(const std::vector<int>& responders_a, int n_a, const std::vector<int>& responders_b,
                        int n_b, bool independent) {
    HeadToHead result;
    result.n_a = n_a;
    result.n_b = n_b;
    const std::vector<statistics::Interval> limits_a = wilson_by_count(n_a);
    const std::vector<statistics::Interval> limits_b = wilson_by_count(n_b);
    std::uint64_t greater = 0, equal = 0, significant_a = 0, significant_b = 0;
    std::vector<double> differences;
    for (std::size_t trial = 0; trial < responders_a.size(); ++trial) {
        const int a = responders_a[trial];
        const int b = responders_b[trial];
        const std::int64_t ahead =
            std::int64_t(a) * n_b - std::int64_t(b) * n_a;  // exact, unlike a/n_a - b/n_b
        greater += ahead > 0;
        equal += ahead == 0;
        differences.push_back(double(ahead) / (double(n_a) * n_b));
        const statistics::Interval limits = statistics::newcombe_difference(
            double(a) / n_a, limits_a[std::size_t(a)], double(b) / n_b, limits_b[std::size_t(b)]);
        significant_a += limits.lower > 0;
        significant_b += limits.upper < 0;
    }
    const std::uint64_t trials = differences.size();
    result.a_greater = statistics::trial_probability(greater, trials);
    result.equal = statistics::trial_probability(equal, trials);
    result.b_greater = statistics::trial_probability(trials - greater - equal, trials);
    if (independent) {
        result.a_significant = statistics::trial_probability(significant_a, trials);
        result.b_significant = statistics::trial_probability(significant_b, trials);
    }
    result.difference = distribution(std::move(differences), n_a + n_b);
    return result;
}

SurvivalComparison compare_survival(const std::vector<statistics::LogRank>& trials, int n_a, int n_b) {
    const double two_sided_5_percent = statistics::two_sided_normal_quantile(0.95);
    std::uint64_t longer_a = 0, longer_b = 0;
    std::vector<double> ratios;
    for (const statistics::LogRank& trial : trials) {
        longer_a += trial.z() < -two_sided_5_percent;
        longer_b += trial.z() > two_sided_5_percent;
        if (trial.variance > 0) ratios.push_back(trial.hazard_ratio());
    }
    SurvivalComparison result;
    result.hazard_ratio = distribution(std::move(ratios), n_a + n_b);
    result.a_longer_significant = statistics::trial_probability(longer_a, trials.size());
    result.b_longer_significant = statistics::trial_probability(longer_b, trials.size());
    return result;
}

void compare_arms(const VirtualTrials& trials, int n_a, int n_b, TwinSummary& summary) {
    const int a = summary.index_a;
    const int b = summary.index_b;
    std::vector<int> in_a, in_b;
    const std::uint64_t randomised = std::min(trials.arm(a).trials(), trials.arm(b).trials());
    for (std::uint64_t trial = 0; trial < randomised; ++trial) {
        in_a.push_back(trials.arm(a).at(trial, n_a).responders());
        in_b.push_back(trials.arm(b).at(trial, n_b).responders());
    }
    summary.randomised = head_to_head(in_a, n_a, in_b, n_b, true);
    summary.randomised_pfs = compare_survival(trials.pair(a, b).pfs, n_a, n_b);

    const TwinTrials& twins = trials.twins();
    const bool both = twins.has_arm[std::size_t(a)] && twins.has_arm[std::size_t(b)];
    const int n = std::min(n_a, n_b);
    in_a.clear();
    in_b.clear();
    for (std::uint64_t trial = 0; both && trial < twins.trials(); ++trial) {
        in_a.push_back(twins.at(trial, n, a));
        in_b.push_back(twins.at(trial, n, b));
    }
    summary.twin = head_to_head(in_a, n, in_b, n, false);
}

}  // namespace twinarm::trial
