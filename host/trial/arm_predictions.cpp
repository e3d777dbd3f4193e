// Predictive distributions of an arm.
#include "host/trial/arm_predictions.hpp"

#include <algorithm>
#include <cmath>

#include "host/statistics/proportion.hpp"

namespace twinarm::trial {
namespace {

constexpr int fine_steps = 40, steps = 20;  // of a trial effect

}  // namespace

ArmPredictions::ArmPredictions(double horizon_days) : pfs_(horizon_days), os_(horizon_days) {}

void ArmPredictions::add(double weight, double between_trial_sd, const ArmSummary& arm) {
    const std::size_t k = effect_.weight.size();
    effect_.weight.push_back(weight);
    effect_.sd.push_back(between_trial_sd);
    const std::uint64_t completed = arm.patients - arm.patients_failed;
    if (completed == 0) return;
    const auto add_share = [&](PopulationValues& to, std::uint64_t count) {
        const double share = double(count) / double(completed);
        to.push_back({k, weight, share, statistics::unbiased_variance(share, completed), double(completed)});
    };
    const std::uint64_t complete = arm.bor_counts[std::size_t(Response::CR)];
    add_share(response_, complete + arm.bor_counts[std::size_t(Response::PR)]);
    add_share(complete_, complete);
    add_share(stable_, arm.bor_counts[std::size_t(Response::SD)]);
    add_share(control_, arm.disease_control.count);
    pfs_.add(k, weight, arm.pfs);
    os_.add(k, weight, arm.os);
}

ArmPredictive ArmPredictions::predict(int n, double assessor_odds_ratio) const {
    ArmPredictive made;
    made.n = n;
    if (response_.empty()) return made;
    const double assessor = std::log(assessor_odds_ratio);
    const std::size_t populations = effect_.weight.size();
    const std::vector<double> response = shares_by_population(response_, populations);
    // Shares of part of the patients follow from shares of all: few responders would say little of CR among
    // them.
    const auto of_part = [&](const PopulationValues& of_all, const auto& share_of_part) {
        std::vector<double> shares = shares_by_population(of_all, populations);
        for (std::size_t k = 0; k < populations; ++k)
            shares[k] = std::clamp(share_of_part(shares[k], response[k]), 1e-6, 1 - 1e-6);
        return shares;
    };
    const auto complete = of_part(complete_, [](double all, double respond) { return all / respond; });
    const auto stable = of_part(stable_, [](double all, double respond) { return all / (1 - respond); });
    const auto control =
        of_part(control_, [](double all, double respond) { return (all - respond) / (1 - respond); });
    statistics::ShareMixture orr, cr, sd, dcr;
    for (std::size_t k = 0; k < populations; ++k)
        statistics::for_each_normal(fine_steps, [&](double z, double weight) {
            const double w = weight * effect_.weight[k];
            const double responding = moved(response[k], assessor + z * effect_.sd[k]);
            orr.add(responding, w);
            statistics::for_each_normal(steps, [&](double own, double own_weight) {
                const double by = own * effect_.sd[k];
                cr.add(responding * moved(complete[k], by), w * own_weight);
                sd.add((1 - responding) * moved(stable[k], by), w * own_weight);
                dcr.add(responding + (1 - responding) * moved(control[k], by), w * own_weight);
            });
        });
    made.orr = predictive_share(response_, orr, n);
    made.complete = predictive_share(complete_, cr, n);
    made.stable = predictive_share(stable_, sd, n);
    made.disease_control = predictive_share(control_, dcr, n);
    made.pfs_median_days = pfs_.median_days(effect_, n);
    made.os_median_days = os_.median_days(effect_, n);
    made.pfs = pfs_.landmarks(effect_, n);
    made.os = os_.landmarks(effect_, n);
    return made;
}

}  // namespace twinarm::trial
