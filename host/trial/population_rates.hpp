// The rates of every population of a run, and what trials of each are drawn from.
#pragma once

#include <optional>
#include <vector>

#include "host/cohort/cohort.hpp"
#include "host/cohort/population_design.hpp"
#include "host/trial/outcome_pool.hpp"
#include "host/trial/patient_tally.hpp"
#include "host/trial/population_series.hpp"
#include "host/trial/trial_source.hpp"

namespace twinarm::trial {

class PopulationRates {
  public:
    /// `cohort` must outlive this.
    PopulationRates(const cohort::Cohort& cohort, cohort::PopulationDesign design);

    /// The next patient of the run in all arms.
    void add(const Outcome* patient);

    /// Ends the present population: its numbers join the series, its patients are kept as urns. No patient
    /// may follow.
    void end();

    /// Patients who count in what is not split by population (PopulationDesign::patients_counted).
    const PatientTally& counted() const { return counted_; }

    /// The populations that were reached; their weights have the sum 1.
    const TrialSource& source() const { return source_; }

    /// Fills what the study's summary says of all patients and, where the populations have names, of them.
    void fill(StudySummary& study) const;

  private:
    struct OnePopulation {
        OnePopulation(std::size_t place, int arms) : index(place), tally(arms), pool(arms) {}
        void add(const Outcome* patient);

        std::size_t index;
        PatientTally tally;
        OutcomePool pool;
    };
    void close();
    void fill_over_populations(StudySummary& study) const;

    const cohort::Cohort& cohort_;
    cohort::PopulationDesign design_;
    std::vector<std::uint64_t> counted_of_;
    PatientTally counted_;
    TrialSource source_;
    std::vector<double> weights_;  ///< as in the design, of the populations that were reached
    std::vector<ArmSeries> arms_;
    std::vector<std::vector<statistics::PopulationValue>> pools_, differences_;
    std::optional<OnePopulation> current_;
    std::uint64_t patients_ = 0, patients_failed_ = 0, outcomes_failed_ = 0, pool_patients_ = 0;
};

}  // namespace twinarm::trial
