// A cohort under its populations: the same design, a study for each. Most runs have one, the cohort itself.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "host/cohort/cohort.hpp"
#include "host/cohort/population_design.hpp"
#include "host/cohort/populations.hpp"
#include "host/cohort/studies.hpp"

namespace twinarm::cohort {

struct PopulationStudies {
    PopulationDesign design;
    Studies studies;   ///< by population
    std::string text;  ///< of the populations file; empty where the cohort is the only population
    std::vector<base::Diagnostic> warnings;  ///< of populations, which the cohort itself does not give

    std::uint64_t patients() const { return design.patients_each * studies.size(); }
    /// Of the patient at a place in the run, from 0; as Studies::at.
    const Study& study_at(std::uint64_t place, StudySpace& space) const {
        return studies.at(design.population_at(place), space);
    }
};

/// The cohort itself as the only population.
PopulationStudies one_population(const Cohort& cohort, std::uint64_t patients);

/// The cohort of one population: the resolved base cohort with the population's settings over it. Throws
/// CohortError at the populations file's line and column.
Cohort cohort_of_population(const Cohort& base, const Populations& populations, std::size_t row);

/// `patients` are divided equally, rounded up.
PopulationStudies plausible_populations(const Cohort& base, const Populations& populations,
                                        std::uint64_t patients);

}  // namespace twinarm::cohort
