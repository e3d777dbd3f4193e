// The plausible populations of a run: who they are, and which patients belong to which.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace twinarm::cohort {

/// A hyper-parameter that is a number and differs between populations.
struct PopulationParameter {
    std::string path;
    std::vector<double> values;  ///< by population
};

/// Which patients of a run belong to which population. Population k has the patients [k e, (k + 1) e) of the
/// run, e = patients_each: its own addresses, so that the Monte-Carlo errors of populations are independent
/// and can be taken out of the spread between them, and so that a patient's number says its population.
struct PopulationPlaces {
    std::vector<double> weights;  ///< sum 1
    std::uint64_t patients_each = 0;

    /// Population of the patient at a place in the run, from 0.
    std::size_t population_at(std::uint64_t place) const { return std::size_t(place / patients_each); }
    /// Patients of that population from this place on.
    std::uint64_t left_of_population(std::uint64_t place) const {
        return patients_each - place % patients_each;
    }

    /// By population: how many of its patients, the first ones, count in results that are not split by
    /// population. The heaviest population counts whole, others in proportion to their weights.
    std::vector<std::uint64_t> patients_counted() const;
};

struct PopulationDesign : PopulationPlaces {
    std::string file, sha256;  ///< empty: the cohort itself as the only population
    std::vector<std::string> names;
    std::vector<double> between_trial_sd;
    std::vector<PopulationParameter> parameters;

    /// Whether the populations have names, which results then show; not where the cohort is the only one.
    bool named() const { return !file.empty(); }
};

}  // namespace twinarm::cohort
