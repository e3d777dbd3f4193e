// Prior times likelihood of the data, the engine replaced by its emulator.
#pragma once

#include "host/calibrate/emulator.hpp"
#include "host/calibrate/likelihood.hpp"

namespace twinarm::calibrate {

/// A density of the latents and, behind them, of the emulator's errors, one a column in its sds: all standard
/// normal a priori. A column lies at what the surface says plus its error, for all trials that it is compared
/// with. What is passed must outlive it.
class EmulatedPosterior {
  public:
    EmulatedPosterior(const Calibration& calibration, const Emulator& emulator, const Data& data,
                      std::vector<double> error_sd, int without = -1);
    /// With the emulator's own errors; `without` one trial's data, or none (-1).
    EmulatedPosterior(const Calibration& calibration, const Emulator& emulator, const Data& data,
                      int without = -1);

    Eigen::Index dimensions() const { return latents_ + Eigen::Index(error_sd_.size()); }
    double log_density(const Eigen::VectorXd& at, Eigen::VectorXd& gradient) const;
    /// ln likelihood of the data alone.
    double log_likelihood(const Eigen::VectorXd& at) const;
    Eigen::VectorXd latents(const Eigen::VectorXd& at) const { return at.head(latents_); }
    /// Where the columns lie.
    Eigen::VectorXd centre(const Eigen::VectorXd& at) const;
    const Likelihood& likelihood() const { return likelihood_; }

  private:
    const Emulator& emulator_;
    Likelihood likelihood_;
    Eigen::Index latents_;
    std::vector<double> error_sd_;
};

}  // namespace twinarm::calibrate
