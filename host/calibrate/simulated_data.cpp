// Reports drawn by address.
#include "host/calibrate/simulated_data.hpp"

#include <cmath>

namespace twinarm::calibrate {
namespace {

constexpr int most_trials = 1000;  ///< after this many that stopped at the gate the last one is taken

/// The share of one trial: the row's, moved by the readers and by an effect of z standard deviations.
double share_in_trial(const Summary& summary, double logit_shift, double between_trial_sd, double z) {
    const double p = share_of(summary);
    const double logit = std::log(p / (1 - p)) + logit_shift + effect_sd(summary, between_trial_sd) * z;
    return 1 / (1 + std::exp(-logit));
}

/// A count among `n`; of the first `stage` patients apart.
struct Count {
    int all = 0, stage = 0;
};
Count count_among(int n, int stage, double p, trial::UniformSequence& random) {
    Count count;
    for (int i = 0; i < n; ++i) {
        const int hit = random.next() < p ? 1 : 0;
        count.all += hit;
        if (i < stage) count.stage += hit;
    }
    return count;
}

/// The first part: of trials one after the other, the first that gets through its gate.
Count first_count(const Target& target, const std::vector<Summary>& summaries, int n, double between_trial_sd,
                  trial::UniformSequence& random) {
    const std::size_t first = target.parts.front().summary;
    const bool of_responders = target.gate_summary == first;
    Count count;
    for (int trial = 0; trial < most_trials; ++trial) {
        const double z = double(normal_quantile(random.next()));
        const double p = share_in_trial(summaries[first], target.logit_shift, between_trial_sd, z);
        count = count_among(n, target.gate.patients, p, random);
        if (target.gate.patients > 0 && !of_responders) {
            const double responding = share_in_trial(summaries[target.gate_summary], 0, between_trial_sd, z);
            count.stage = count_among(target.gate.patients, 0, responding, random).all;
        }
        if (count.stage >= target.gate.responders) break;
    }
    return count;
}

}  // namespace

std::vector<Datum> simulate_data(const Target& target, const std::vector<Summary>& summaries,
                                 double between_trial_sd, trial::UniformSequence& random) {
    std::vector<Datum> data;
    for (const TargetPart& part : target.parts) {
        const Summary& summary = summaries[part.summary];
        if (target.quantile) {
            const double error = std::get<ObservedQuantile>(part.observed).standard_deviation;
            const double sd = std::hypot(error, summary.of);
            data.push_back(
                ObservedQuantile{summary.value + sd * double(normal_quantile(random.next())), error});
        } else if (data.empty()) {
            const int n = int(std::lround(std::get<ObservedCount>(part.observed).n));
            data.push_back(ObservedCount{
                double(first_count(target, summaries, n, between_trial_sd, random).all), double(n)});
        } else {
            const auto& [responders, all] = std::get<ObservedCount>(data[0]);
            const double n = part.among == Among::responders ? responders : all - responders;
            const double p =
                share_in_trial(summary, 0, between_trial_sd, double(normal_quantile(random.next())));
            data.push_back(ObservedCount{double(count_among(int(n), 0, p, random).all), n});
        }
    }
    return data;
}

double reported(const std::vector<Datum>& data, std::size_t part) {
    if (const auto* quantile = std::get_if<ObservedQuantile>(&data[part])) return quantile->value;
    return std::get<ObservedCount>(data[part]).x / std::get<ObservedCount>(data[0]).n;
}

}  // namespace twinarm::calibrate
