// The rates of every population of a run, and what trials of each are drawn from.
#pragma once

#include <optional>
#include <vector>

#include "host/cohort/cohort.hpp"
#include "host/cohort/population_design.hpp"
#include "host/trial/patient_tally.hpp"
#include "host/trial/population_series.hpp"
#include "host/trial/trial_source.hpp"

namespace twinarm::trial {

class PopulationRates {
  public:
    /// `cohort` must outlive this.
    PopulationRates(const cohort::Cohort& cohort, cohort::PopulationDesign design);

    /// The next patient of the run in all arms. Returns whether it counts in what is not split by population
    /// (PopulationDesign::patients_counted).
    bool add(const Outcome* patient);

    /// Ends the present population: its numbers join the series, its patients are kept as urns.
    void close();

    /// The populations that were reached; their weights have the sum 1.
    TrialSource source() const;

    /// Fills what the study's summary says of populations; `counted` patients are in what is not split.
    void fill(StudySummary& study, std::uint64_t counted) const;

  private:
    struct OnePopulation {
        std::size_t index;
        PatientTally tally;
    };

    const cohort::Cohort& cohort_;
    cohort::PopulationDesign design_;
    std::vector<std::uint64_t> counted_of_;
    TrialSource source_;
    std::vector<ArmSeries> arms_;
    std::vector<std::vector<statistics::PopulationValue>> pools_, differences_;
    std::optional<OnePopulation> current_;
    std::uint64_t patients_ = 0, patients_failed_ = 0, outcomes_failed_ = 0;
};

}  // namespace twinarm::trial
