// How likely published results are where the simulated numbers are known.
#pragma once

#include <Eigen/Dense>
#include <vector>

#include "host/calibrate/effect_groups.hpp"

namespace twinarm::calibrate {

/// One datum for each part of each target.
using Data = std::vector<std::vector<Datum>>;
/// The data that were observed.
Data observed_data(const Calibration& calibration);

/// Derivatives by the columns' centres and by the latents (through the sd between trials).
struct LikelihoodSlopes {
    Eigen::VectorXd centre, latent;
};

/// Counts are binomial, with a normal effect of their trial on the logit; values are normal; ranges are
/// normal probabilities. A gated trial is known only because it passed: the likelihood of its responders is
/// divided by the probability to pass, and another result of it, survival for one, is that of the effects
/// that pass. `calibration` must outlive it.
class Likelihood {
  public:
    /// `without` one trial's data, or none (-1).
    Likelihood(const Calibration& calibration, Data data, int without = -1);

    /// ln likelihood of all data where the columns are at `centre`, on their scales; adds to `slopes`.
    double log_density(const Eigen::VectorXd& centre, const Eigen::VectorXd& latent,
                       LikelihoodSlopes* slopes = nullptr) const;
    /// Of one trial's data.
    double of_trial(std::size_t trial, const Eigen::VectorXd& centre, const Eigen::VectorXd& latent) const;
    const Trials& trials() const { return trials_; }

  private:
    double of_group(const EffectGroup& group, const Eigen::VectorXd& centre, const Eigen::VectorXd& latent,
                    LikelihoodSlopes* slopes) const;
    double of_value(const PartPlace& place, const Eigen::VectorXd& centre, LikelihoodSlopes* slopes) const;

    const Calibration& calibration_;
    Data data_;
    std::vector<EffectGroup> groups_;
    std::vector<PartPlace> values_;  ///< parts that are no counts
    Trials trials_;
};

/// The between-trial sd of a target's trial at these latents.
double between_trial_sd(const std::vector<HyperParameter>& hyper, const Target& target,
                        const Eigen::VectorXd& latent);

}  // namespace twinarm::calibrate
