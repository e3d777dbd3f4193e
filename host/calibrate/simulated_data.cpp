// Reports drawn by address.
#include "host/calibrate/simulated_data.hpp"

#include <cmath>

#include "host/calibrate/count_curve.hpp"
#include "host/calibrate/summary.hpp"

namespace twinarm::calibrate {
namespace {

constexpr int most_trials = 1000;  ///< after this many that stopped at the gate the last one is taken

double share_at(double logit) {
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

/// Of how many patients a part is a count, the parts before it being known.
int patients_of(const Target& target, std::size_t part, const std::vector<Datum>& data) {
    if (target.parts[part].among == Among::all)
        return int(std::lround(std::get<ObservedCount>(target.parts[part].observed).n));
    if (target.parts[part].among == Among::survivors) return int(std::get<ObservedCount>(data[part - 1]).x);
    const auto& [responders, all] = std::get<ObservedCount>(data[0]);
    return int(target.parts[part].among == Among::responders ? responders : all - responders);
}

/// Draws one group: of trials one after the other, the first that gets through its gate.
void draw_group(const Calibration& calibration, const EffectGroup& group, const Eigen::VectorXd& centre,
                const Eigen::VectorXd& latent, trial::UniformSequence& random, Data& data) {
    const Target& first = calibration.targets[group.parts.front().target];
    const double sd = between_trial_sd(calibration.hyper, first, latent);
    const bool gated = first.gate.patients > 0 && group.parts.front().part == 0;
    const bool itself = gated && first.gate_summary == first.parts.front().summary;
    for (int trial = 0; trial < (gated ? most_trials : 1); ++trial) {
        const double effect = sd * double(normal_quantile(random.next()));
        int stage = 0;
        for (const PartPlace& place : group.parts) {
            const Target& target = calibration.targets[place.target];
            const double logit = centre(Eigen::Index(target.parts[place.part].summary)) +
                                 (place.part == 0 ? target.logit_shift : 0) + effect;
            const int n = patients_of(target, place.part, data[place.target]);
            const Count count = count_among(n, itself ? first.gate.patients : 0, share_at(logit), random);
            data[place.target][place.part] = ObservedCount{double(count.all), double(n)};
            stage += count.stage;
        }
        if (gated && !itself)
            stage = count_among(first.gate.patients, 0,
                                share_at(centre(Eigen::Index(first.gate_summary)) + effect), random)
                        .all;
        if (stage >= first.gate.responders) break;
    }
}

}  // namespace

Data simulate_data(const Calibration& calibration, const Eigen::VectorXd& centre,
                   const Eigen::VectorXd& latent, trial::UniformSequence& random) {
    Data data = observed_data(calibration);
    for (const EffectGroup& group : effect_groups(calibration))
        draw_group(calibration, group, centre, latent, random, data);
    for (std::size_t t = 0; t < data.size(); ++t)
        for (std::size_t p = 0; p < data[t].size(); ++p) {
            const double at = centre(Eigen::Index(calibration.targets[t].parts[p].summary));
            if (auto* value = std::get_if<ObservedValue>(&data[t][p]))
                value->value = at + value->standard_deviation * double(normal_quantile(random.next()));
            if (auto* range = std::get_if<ObservedRange>(&data[t][p])) {
                range->inside = true;
                range->inside = random.next() < std::exp(range_curve(at, *range).value);
            }
        }
    return data;
}

double reported(const Calibration& calibration, const Data& data, const PartPlace& place) {
    const std::vector<Datum>& of_target = data[place.target];
    const TargetPart& part = calibration.targets[place.target].parts[place.part];
    if (const auto* value = std::get_if<ObservedValue>(&of_target[place.part]))
        return reported_value(calibration.summaries[part.summary], value->value);
    if (std::holds_alternative<ObservedRange>(of_target[place.part])) return std::nan("");
    return std::get<ObservedCount>(of_target[place.part]).x / std::get<ObservedCount>(of_target[0]).n;
}

}  // namespace twinarm::calibrate
