// Each trial left out once: what that does to the hyper-parameters.
#include "host/calibrate/what_informs.hpp"

#include <algorithm>
#include <cmath>

#include "host/statistics/weighted.hpp"

namespace twinarm::calibrate {
namespace {

constexpr double least_narrowing = 0.1, least_movement = 0.3;  ///< below which a trial is not named
constexpr double errors_worth_saying = 3;                      ///< Monte-Carlo errors, likewise

std::vector<double> coordinate_of(const std::vector<Eigen::VectorXd>& draws, std::size_t index) {
    std::vector<double> values;
    for (const Eigen::VectorXd& draw : draws) values.push_back(draw(Eigen::Index(index)));
    return values;
}

/// From the same draws: errors by the delta method, which knows that both posteriors share them.
Informing informing_by_weights(const std::vector<double>& latents, const std::vector<double>& without) {
    const double with = 1 / double(latents.size());
    const statistics::Moments a = statistics::weighted_moments(latents,
                                                               statistics::even_weights(latents.size())),
                              b = statistics::weighted_moments(latents, without);
    double of_mean = 0, of_log_sd = 0;
    for (std::size_t i = 0; i < latents.size(); ++i) {
        const double in_a = latents[i] - a.mean, in_b = latents[i] - b.mean;
        const double mean = with * in_a - without[i] * in_b;
        const double log_sd =
            with * (in_a * in_a / (a.sd * a.sd) - 1) / 2 - without[i] * (in_b * in_b / (b.sd * b.sd) - 1) / 2;
        of_mean += mean * mean;
        of_log_sd += log_sd * log_sd;
    }
    return {"", 1 - a.sd / b.sd, (a.mean - b.mean) / b.sd, a.sd / b.sd * std::sqrt(of_log_sd),
            std::sqrt(of_mean) / b.sd};
}

/// From draws of two samples.
Informing informing_by_draws(const std::vector<double>& with, double with_effective,
                             const std::vector<double>& without, double without_effective) {
    const statistics::Moments a = statistics::weighted_moments(with, statistics::even_weights(with.size())),
                              b = statistics::weighted_moments(without,
                                                               statistics::even_weights(without.size()));
    const double ratio = a.sd / b.sd;
    return {"", 1 - ratio, (a.mean - b.mean) / b.sd,
            ratio * std::sqrt(0.5 / with_effective + 0.5 / without_effective),
            std::sqrt(ratio * ratio / with_effective + 1 / without_effective)};
}

bool worth_saying(const Informing& one) {
    return one.narrows > std::max(least_narrowing, errors_worth_saying * one.narrows_error) ||
           std::abs(one.moves) > std::max(least_movement, errors_worth_saying * one.moves_error);
}

}  // namespace

void say_what_informs(const Posterior& posterior, const std::vector<LeftOut>& left_out,
                      std::vector<HyperDiagnostic>& hyper) {
    for (std::size_t h = 0; h < hyper.size(); ++h) {
        const std::vector<double> latents = posterior.coordinate(h);
        for (const LeftOut& out : left_out) {
            Informing one = out.sampled_again ? informing_by_draws(latents, posterior.effective,
                                                                   coordinate_of(out.draws, h), out.effective)
                                              : informing_by_weights(latents, out.weights);
            one.trial = out.trial;
            if (worth_saying(one)) hyper[h].informed_by.push_back(one);
        }
        const auto weight_of = [](const Informing& one) { return one.narrows + std::abs(one.moves) / 3; };
        std::stable_sort(hyper[h].informed_by.begin(), hyper[h].informed_by.end(),
                         [&](const Informing& a, const Informing& b) { return weight_of(a) > weight_of(b); });
    }
}

}  // namespace twinarm::calibrate
