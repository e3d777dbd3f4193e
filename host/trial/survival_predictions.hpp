// Predictive distributions of a time to event in one trial.
#pragma once

#include <vector>

#include "host/statistics/survival_summary.hpp"
#include "host/trial/population_shares.hpp"

namespace twinarm::trial {

/// Curves of the populations: S at fixed times and at the landmarks.
class SurvivalPredictions {
  public:
    explicit SurvivalPredictions(double horizon_days);

    /// The curve of the population with this index.
    void add(std::size_t population, double weight, const statistics::SurvivalSummary& survival);

    /// In trials of so many patients. Times are known to a 128th of the horizon.
    Predictive median_days(const EffectOfTrials& effect, int patients) const;
    std::vector<PredictiveAt> landmarks(const EffectOfTrials& effect, int patients) const;

  private:
    PopulationValues at(std::size_t time) const;

    std::vector<double> days_;
    std::vector<std::vector<float>> at_;      ///< by time, then as in populations_
    std::vector<PopulationValues> landmark_;  ///< by month
    PopulationValues populations_;            ///< without a value
};

}  // namespace twinarm::trial
