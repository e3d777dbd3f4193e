// Drawing and writing plausible populations.
#include "host/calibrate/populations.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "host/base/csv_line.hpp"
#include "host/statistics/weights.hpp"
#include "kernels/random/purpose.hpp"

namespace twinarm::calibrate {

namespace {

/// Of Purpose::calibration_data: the "patient" of the resampling.
constexpr std::uint64_t resampling = ~std::uint64_t{0};

}  // namespace

std::vector<DrawnPopulation> draw_populations(const Posterior& posterior, int count, std::uint64_t seed) {
    const std::vector<double>& weights = posterior.weights;
    std::vector<std::size_t> order(weights.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return weights[a] > weights[b]; });
    std::vector<double> kept(weights.size(), 0.0), lighter = weights;
    double rest = 1;
    int places = count;
    for (const std::size_t i : order) {
        if (places == 0 || !(weights[i] > 0) || weights[i] * places < rest) break;
        kept[i] = weights[i];
        lighter[i] = 0;
        rest -= weights[i];
        --places;
    }
    const double light = std::accumulate(lighter.begin(), lighter.end(), 0.0);
    if (places > 0 && light > 0) {
        for (double& weight : lighter) weight /= light;
        const double start = uniform(seed, Purpose::calibration_data, resampling, 0);
        const std::vector<int> times = statistics::systematic_resample(lighter, places, start);
        for (std::size_t i = 0; i < times.size(); ++i) kept[i] += times[i] * light / places;
    }
    std::vector<DrawnPopulation> populations;
    for (std::size_t i = 0; i < kept.size(); ++i)
        if (kept[i] > 0) populations.push_back({i, kept[i]});
    return populations;
}

std::string populations_csv(const Calibration& calibration, const ReferenceTable& table,
                            const std::vector<DrawnPopulation>& populations) {
    std::string text = "population,weight";
    for (const HyperParameter& hyper : calibration.hyper) text += "," + base::csv_field(name_of(hyper));
    text += '\n';
    for (std::size_t p = 0; p < populations.size(); ++p) {
        text += fmt::format("{},{}", p, populations[p].weight);
        const std::vector<double>& latent = table.rows[populations[p].row].latent;
        for (std::size_t i = 0; i < calibration.hyper.size(); ++i)
            text += "," + base::csv_field(text_at(calibration.hyper[i], latent[i]));
        text += '\n';
    }
    return text;
}

}  // namespace twinarm::calibrate
