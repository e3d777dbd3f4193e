// Drawing and writing plausible populations.
#include "host/calibrate/populations.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "host/base/csv_line.hpp"

namespace twinarm::calibrate {

std::vector<DrawnPopulation> draw_populations(const Posterior& posterior, std::size_t hyper_parameters,
                                              int count) {
    const std::size_t draws = posterior.draws.size(), wanted = std::min(std::size_t(count), draws);
    std::vector<DrawnPopulation> populations;
    for (std::size_t i = 0; i < wanted; ++i) {
        const Eigen::VectorXd& draw = posterior.draws[(2 * i + 1) * draws / (2 * wanted)];
        populations.push_back(
            {{draw.begin(), draw.begin() + std::ptrdiff_t(hyper_parameters)}, 1 / double(wanted)});
    }
    return populations;
}

std::string populations_csv(const Calibration& calibration, const std::vector<DrawnPopulation>& populations) {
    std::string text = "population,weight";
    for (const HyperParameter& hyper : calibration.hyper) text += "," + base::csv_field(name_of(hyper));
    text += '\n';
    for (std::size_t p = 0; p < populations.size(); ++p) {
        text += fmt::format("{},{}", p, populations[p].weight);
        for (std::size_t i = 0; i < calibration.hyper.size(); ++i)
            text += "," + base::csv_field(text_at(calibration.hyper[i], populations[p].latent[i]));
        text += '\n';
    }
    return text;
}

}  // namespace twinarm::calibrate
