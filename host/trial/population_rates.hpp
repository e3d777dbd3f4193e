// The rates of every population of a run, and what trials of each are drawn from.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "host/cohort/cohort.hpp"
#include "host/cohort/population_design.hpp"
#include "host/trial/arm_predictions.hpp"
#include "host/trial/population_series.hpp"
#include "host/trial/run_part.hpp"
#include "host/trial/trial_source.hpp"

namespace twinarm::trial {

class PopulationRates {
  public:
    /// `cohort` must outlive this. `first_place`: of the first patient in the run.
    PopulationRates(const cohort::Cohort& cohort, cohort::PopulationDesign design, std::uint64_t first_place,
                    std::uint64_t capacity);

    /// The next patient of the run in all arms.
    void add(const Outcome* patient);

    /// As in Analysis.
    std::string state();
    void add_state(std::string_view state);

    /// Ends the run: the numbers of its populations become series, their patients urns. No patient may
    /// follow.
    void end();

    /// Patients who count in what is not split by population (PopulationDesign::patients_counted).
    const PatientTally& counted() const { return part_.counted; }

    /// The populations that were reached; their weights have the sum 1.
    const TrialSource& source() const { return source_; }

    /// Fills what the study's summary says of all patients and, where the populations have names, of them.
    void fill(StudySummary& study) const;

  private:
    void settle();
    void close(const PopulationPart& population);
    void take_error_out_of_trials();
    void fill_over_populations(StudySummary& study) const;

    const cohort::Cohort& cohort_;
    cohort::PopulationDesign design_;
    RunShape shape_;
    std::vector<std::uint64_t> counted_of_;
    RunPart part_;
    PatientTally recent_;  ///< patients of the last population that part_ does not count yet
    TrialSource source_;
    std::vector<std::size_t> reached_;  ///< populations, in the order of source_
    std::vector<double> weights_;       ///< as in the design, of these
    std::vector<ArmSeries> arms_;
    std::vector<ArmPredictions> predictions_;  ///< by arm
    std::vector<std::vector<statistics::PopulationValue>> pools_, differences_;
    std::uint64_t patients_failed_ = 0, outcomes_failed_ = 0, pool_patients_ = 0;
    bool ended_ = false;
};

}  // namespace twinarm::trial
