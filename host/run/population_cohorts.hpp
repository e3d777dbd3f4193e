// A cohort under plausible populations: the same design, a study for each.
#pragma once

#include <cstdint>
#include <vector>

#include "host/cohort/cohort.hpp"
#include "host/cohort/populations.hpp"
#include "host/trial/population_design.hpp"

namespace twinarm {

/// A population's ORR has then a Monte-Carlo error below 2.3 points: sqrt(0.25 / 500).
inline constexpr std::uint64_t least_patients_of_population = 500;

struct PopulationCohorts {
    PopulationDesign design;
    std::vector<Study> studies;  ///< by population

    std::vector<const Study*> study_pointers() const;
    std::uint64_t patients() const { return design.patients_each * studies.size(); }
};

/// The cohort of one population: the resolved base cohort with the population's settings over it. Throws
/// CohortError at the populations file's line and column.
Cohort cohort_of_population(const Cohort& base, const Populations& populations, std::size_t row);

/// `patients` are shared out equally, at least least_patients_of_population each.
PopulationCohorts population_cohorts(const Cohort& base, const Populations& populations,
                                     std::uint64_t patients);

}  // namespace twinarm
