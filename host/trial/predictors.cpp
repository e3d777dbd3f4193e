// Which traits of patients separate the responders of an arm.
#include "host/trial/predictors.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "host/statistics/logistic.hpp"
#include "host/statistics/population_value.hpp"
#include "host/statistics/proportion.hpp"
#include "host/statistics/weighted.hpp"
#include "kernels/core/normal.hpp"

namespace twinarm::trial {
namespace {

struct Fifth {
    double responders = 0, patients = 0;
};

void compare_fifths(const std::vector<double>& ranks, const std::vector<bool>& responders,
                    Predictor& predictor) {
    std::array<Fifth, fifths> count;
    for (std::size_t i = 0; i < ranks.size(); ++i) {
        Fifth& fifth = count[std::min(std::size_t(ranks[i] * fifths), fifths - 1)];
        fifth.patients += 1;
        fifth.responders += responders[i];
    }
    const Fifth *lowest = nullptr, *highest = nullptr;
    for (std::size_t f = 0; f < fifths; ++f) {
        if (count[f].patients == 0) continue;
        predictor.responding[f] = count[f].responders / count[f].patients;
        if (lowest == nullptr) lowest = &count[f];
        highest = &count[f];
    }
    if (lowest == highest) return;
    double cell[] = {highest->responders, highest->patients - highest->responders, lowest->responders,
                     lowest->patients - lowest->responders};
    if (*std::min_element(cell, cell + 4) == 0)
        for (double& one : cell) one += 0.5;
    const double log_odds = std::log(cell[0] / cell[1] / (cell[2] / cell[3]));
    const double half = statistics::two_sided_normal_quantile(0.95) *
                        std::sqrt(1 / cell[0] + 1 / cell[1] + 1 / cell[2] + 1 / cell[3]);
    predictor.odds_ratio = std::exp(log_odds);
    predictor.odds_limits = {std::exp(log_odds - half), std::exp(log_odds + half)};
}

/// Normal quantiles of the ranks, with mean 0 and variance 1.
std::vector<double> normal_scores(const std::vector<double>& ranks) {
    std::vector<double> scores;
    for (const double rank : ranks) scores.push_back(normal_quantile(rank));
    const double n = double(scores.size());
    const double mean = std::accumulate(scores.begin(), scores.end(), 0.0) / n;
    double squares = 0;
    for (double& score : scores) {
        score -= mean;
        squares += score * score;
    }
    for (double& score : scores) score /= std::sqrt(squares / n);
    return scores;
}

constexpr std::size_t folds = 5;

std::vector<double> weighted_sum(const std::vector<std::vector<double>>& scores,
                                 const std::vector<double>& coefficients) {
    std::vector<double> sum(scores.front().size(), 0);
    for (std::size_t t = 0; t < scores.size(); ++t)
        for (std::size_t i = 0; i < sum.size(); ++i) sum[i] += coefficients[t] * scores[t][i];
    return sum;
}

/// Each patient's sum with the coefficients of the four fifths of patients that he is not in: the fit then
/// gains nothing from chance. Patients are numbered at random, so that every fifth one is a random fifth.
std::vector<double> cross_validated_sum(const std::vector<std::vector<double>>& scores,
                                        const std::vector<bool>& responders) {
    std::vector<double> sum(responders.size(), 0);
    for (std::size_t fold = 0; fold < folds; ++fold) {
        std::vector<std::vector<double>> others(scores.size());
        std::vector<bool> others_respond;
        for (std::size_t i = 0; i < responders.size(); ++i) {
            if (i % folds == fold) continue;
            others_respond.push_back(responders[i]);
            for (std::size_t t = 0; t < scores.size(); ++t) others[t].push_back(scores[t][i]);
        }
        const std::vector<double> all =
            weighted_sum(scores, statistics::logistic_coefficients(others, others_respond));
        for (std::size_t i = fold; i < sum.size(); i += folds) sum[i] = all[i];
    }
    return sum;
}

}  // namespace

PredictorTable predictors(const std::vector<Trait>& traits, const std::vector<bool>& responders) {
    PredictorTable table;
    table.patients = responders.size();
    table.responders = std::uint64_t(std::count(responders.begin(), responders.end(), true));
    if (std::min(table.responders, table.patients - table.responders) < least_of_a_kind) return table;

    const std::vector<double> equal(responders.size(), 1);
    std::vector<std::vector<double>> scores;
    for (const Trait& trait : traits) {
        const auto [least, most] = std::minmax_element(trait.values.begin(), trait.values.end());
        if (*least == *most) continue;
        const std::vector<double> ranks = statistics::weighted_ranks(trait.values, equal);
        Predictor predictor;
        predictor.name = trait.name;
        predictor.auc = *statistics::area_under_curve(trait.values, responders);
        compare_fifths(ranks, responders, predictor);
        table.predictors.push_back(std::move(predictor));
        scores.push_back(normal_scores(ranks));
    }
    if (scores.empty()) return table;

    const std::vector<double> coefficients = statistics::logistic_coefficients(scores, responders);
    for (std::size_t t = 0; t < scores.size(); ++t) table.predictors[t].coefficient = coefficients[t];
    table.together = statistics::area_under_curve(cross_validated_sum(scores, responders), responders);

    auto& found = table.predictors;
    std::stable_sort(found.begin(), found.end(), [](const Predictor& a, const Predictor& b) {
        return std::abs(a.coefficient) > std::abs(b.coefficient);
    });
    for (std::size_t i = 0; i < found.size(); ++i) found[i].rank_together = int(i) + 1;
    std::stable_sort(found.begin(), found.end(), [](const Predictor& a, const Predictor& b) {
        return std::abs(a.auc.value - 0.5) > std::abs(b.auc.value - 0.5);
    });
    return table;
}

}  // namespace twinarm::trial
