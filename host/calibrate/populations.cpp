// Drawing and writing plausible populations.
#include "host/calibrate/populations.hpp"

#include <fmt/format.h>

#include "host/calibrate/weights.hpp"
#include "host/run/build_info.hpp"
#include "host/run/patient_row.hpp"
#include "kernels/random/purpose.hpp"

namespace twinarm {

namespace {

/// Of Purpose::calibration_data: the "patient" of the resampling.
constexpr std::uint64_t resampling = ~std::uint64_t{0};

}  // namespace

std::vector<DrawnPopulation> draw_populations(const Posterior& posterior, int count, std::uint64_t seed) {
    const double start = uniform(seed, Purpose::calibration_data, resampling, 0);
    const std::vector<int> times = systematic_resample(posterior.weights, count, start);
    std::vector<DrawnPopulation> populations;
    for (std::size_t i = 0; i < times.size(); ++i)
        if (times[i] > 0) populations.push_back({i, double(times[i]) / count});
    return populations;
}

std::string populations_csv(const Calibration& calibration, const ReferenceTable& table,
                            const std::vector<DrawnPopulation>& populations) {
    const BuildInfo build = build_info();
    std::string text = fmt::format(
        "# plausible populations of {}: {}\n"
        "# a cell is what --set PATH= takes; PATH @ DISEASE holds for cohorts of that disease only\n"
        "# calibration {} sha256 {}\n# reference table {}\n# seed {}, twinarm {}, commit "
        "{}\npopulation,weight",
        calibration.id, simulated_note, calibration.inputs.front().path, calibration.inputs.front().sha256,
        calibration.key, calibration.seed, build.version, build.commit.empty() ? "unknown" : build.commit);
    for (const HyperParameter& hyper : calibration.hyper) text += "," + csv_field(name_of(hyper));
    text += '\n';
    for (std::size_t p = 0; p < populations.size(); ++p) {
        text += fmt::format("{},{}", p, populations[p].weight);
        const std::vector<double>& latent = table.rows[populations[p].row].latent;
        for (std::size_t i = 0; i < calibration.hyper.size(); ++i)
            text += "," + csv_field(text_at(calibration.hyper[i], latent[i]));
        text += '\n';
    }
    return text;
}

}  // namespace twinarm
