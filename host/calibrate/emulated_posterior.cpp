// The chain rule from columns to latents and errors.
#include "host/calibrate/emulated_posterior.hpp"

namespace twinarm::calibrate {
namespace {

std::vector<double> own_errors(const Emulator& emulator) {
    std::vector<double> sd;
    for (std::size_t c = 0; c < emulator.columns(); ++c) sd.push_back(emulator.error_sd(c));
    return sd;
}

}  // namespace

EmulatedPosterior::EmulatedPosterior(const Calibration& calibration, const Emulator& emulator,
                                     const Data& data, std::vector<double> error_sd, int without)
    : emulator_(emulator),
      likelihood_(calibration, data, without),
      latents_(Eigen::Index(calibration.hyper.size())),
      error_sd_(std::move(error_sd)) {}

EmulatedPosterior::EmulatedPosterior(const Calibration& calibration, const Emulator& emulator,
                                     const Data& data, int without)
    : EmulatedPosterior(calibration, emulator, data, own_errors(emulator), without) {}

Eigen::VectorXd EmulatedPosterior::centre(const Eigen::VectorXd& at) const {
    Eigen::VectorXd centre = emulator_.predicted(latents(at));
    for (std::size_t c = 0; c < error_sd_.size(); ++c)
        centre(Eigen::Index(c)) += error_sd_[c] * at(latents_ + Eigen::Index(c));
    return centre;
}

double EmulatedPosterior::log_density(const Eigen::VectorXd& at, Eigen::VectorXd& gradient) const {
    const Eigen::VectorXd latent = latents(at);
    LikelihoodSlopes slopes{Eigen::VectorXd::Zero(Eigen::Index(error_sd_.size())),
                            Eigen::VectorXd::Zero(latents_)};
    const double likelihood = likelihood_.log_density(centre(at), latent, &slopes);
    emulator_.add_gradient(latent, slopes.centre, slopes.latent);
    gradient.resize(dimensions());
    gradient.head(latents_) = slopes.latent;
    for (std::size_t c = 0; c < error_sd_.size(); ++c)
        gradient(latents_ + Eigen::Index(c)) = error_sd_[c] * slopes.centre(Eigen::Index(c));
    gradient -= at;
    return likelihood - at.squaredNorm() / 2;
}

double EmulatedPosterior::log_likelihood(const Eigen::VectorXd& at) const {
    return likelihood_.log_density(centre(at), latents(at));
}

}  // namespace twinarm::calibrate
