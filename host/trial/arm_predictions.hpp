// Predictive distributions of an arm's response and survival in one trial.
#pragma once

#include <vector>

#include "host/statistics/population_value.hpp"
#include "host/statistics/share_mixture.hpp"
#include "host/trial/predictive.hpp"
#include "host/trial/study_summary.hpp"

namespace twinarm::trial {

/// The model of trials is that of the calibration. A trial moves the logit of every share by a normal effect
/// with its population's between-trial sd: of response; of CR among responders; of SD and of disease control
/// among the others; and of those without the event, by the same effect at all times. Effects of different
/// shares are independent. Of n patients a binomial number then has the outcome. Censoring before the horizon
/// is left out.
class ArmPredictions {
  public:
    explicit ArmPredictions(double horizon_days);

    /// The arm in the next population.
    void add(double weight, double between_trial_sd, const ArmSummary& arm);

    /// In trials of n patients whose assessors multiply the odds of response.
    ArmPredictive predict(int n, double assessor_odds_ratio) const;

  private:
    using Values = std::vector<statistics::PopulationValue>;

    /// Of a time to event: S of the populations.
    struct Curve {
        std::vector<std::vector<float>> at;  ///< by time, then as in `patients`
        std::vector<Values> landmark;        ///< by month
        Values patients;                     ///< without a value
    };

    void add_curve(const statistics::SurvivalSummary& survival, double weight, Curve& curve) const;
    Values at(const Curve& curve, std::size_t time) const;
    std::vector<double> by_population(const Values& values) const;
    Predictive share(const Values& all, const statistics::ShareMixture& mixture, int n) const;
    Predictive median(const Curve& curve, int patients) const;
    std::vector<PredictiveAt> landmarks(const Curve& curve, int n) const;

    std::vector<double> days_;  ///< of Curve::at
    std::vector<double> weight_, effect_sd_;
    Values response_, complete_, stable_, control_;  ///< of all who completed
    Curve pfs_, os_;
};

}  // namespace twinarm::trial
