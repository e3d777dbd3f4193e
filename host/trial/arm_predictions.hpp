// Predictive distributions of an arm's response and survival in one trial.
#pragma once

#include <vector>

#include "host/trial/study_summary.hpp"
#include "host/trial/survival_predictions.hpp"

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
    EffectOfTrials effect_;
    PopulationValues response_, complete_, stable_, control_;  ///< of all who completed
    SurvivalPredictions pfs_, os_;
};

}  // namespace twinarm::trial
