// From outcomes of several plausible populations to the results of a study: three spreads, never merged.
#pragma once

#include <cstdint>
#include <memory>

#include "host/trial/population_design.hpp"
#include "host/trial/trial_analysis.hpp"

namespace twinarm {

/// Arms' rates are computed in every population; virtual trials take one population by weight, then patients
/// of it. What is not split by population (best response, survival, twins, ...) counts the first patients of
/// each population in proportion to its weight.
class PopulationsAnalysis {
  public:
    PopulationsAnalysis(const Cohort& cohort, PopulationDesign design);
    ~PopulationsAnalysis();
    PopulationsAnalysis(const PopulationsAnalysis&) = delete;  // pools are large
    PopulationsAnalysis& operator=(const PopulationsAnalysis&) = delete;

    /// outcomes[k * arm_count + a], in order of patients, from the first patient of the run on.
    void add(const Outcome* outcomes, std::uint64_t patients);

    /// Draws the virtual trials and computes everything over the patients that were added.
    StudySummary summarise(const TrialRowVisitor& visit = {});

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace twinarm
