// Hyper-parameters by their latent.
#include <fmt/format.h>

#include "host/calibrate/calibration.hpp"
#include "kernels/random/sample.hpp"

namespace twinarm::calibrate {

std::string name_of(const HyperParameter& hyper) {
    return hyper.disease.empty() ? hyper.path : hyper.path + " @ " + hyper.disease;
}

double value_at(const HyperParameter& hyper, double latent) {
    return sample_marginal(hyper.prior, latent, 0.5);
}

std::string text_at(const HyperParameter& hyper, double latent) {
    const std::string number = fmt::format("{:.6g}", value_at(hyper, latent));
    return hyper.unit == "1" ? number : number + " " + hyper.unit;
}

double between_trial_sd(const std::vector<HyperParameter>& hyper, const Target& target,
                        const std::vector<double>& latent) {
    if (target.between_trial_hyper < 0) return target.between_trial_sd;
    const auto index = std::size_t(target.between_trial_hyper);
    return value_at(hyper[index], latent[index]);
}

}  // namespace twinarm::calibrate
