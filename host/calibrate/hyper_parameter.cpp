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

}  // namespace twinarm::calibrate
