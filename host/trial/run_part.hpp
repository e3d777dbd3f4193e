// Everything that is counted of a part of a run: parts that follow each other add up to the whole.
#pragma once

#include <cstdint>
#include <vector>

#include "host/cohort/population_design.hpp"
#include "host/trial/outcome_pool.hpp"
#include "host/trial/patient_tally.hpp"

namespace twinarm::trial {

/// What all parts of a run have in common.
struct RunShape {
    int arms;
    cohort::PopulationPlaces places;
    std::uint64_t pool_capacity;  ///< patients of a population whose outcomes are kept
};

/// The patients of one population that are in a part of a run.
struct PopulationPart {
    PopulationPart(std::size_t population, int arms, std::uint64_t first_place, std::uint64_t capacity)
        : index(population),
          first(first_place),
          end(first_place),
          tally(arms),
          pool(arms, first_place, capacity) {}

    /// The patients of the same population that follow.
    void add(const PopulationPart& next);

    template <class Visit, class... Self>
    static void for_each_part(const Visit& visit, Self&... self) {
        visit("tally", self.tally...);
        visit("pool", self.pool...);
    }

    std::size_t index;
    std::uint64_t first, end;  ///< places in the population: [first, end)
    PopulationTally tally;
    OutcomePool pool;
};

struct RunPart {
    RunPart(int arms, std::uint64_t first_place) : first(first_place), end(first_place), counted(arms) {}

    /// The part that follows.
    void add(RunPart next);

    template <class Visit, class... Self>
    static void for_each_part(const Visit& visit, Self&... self) {
        visit("counted", self.counted...);
        visit("populations", self.populations...);
    }

    std::uint64_t first, end;  ///< places in the run: [first, end)
    PatientTally counted;      ///< what is not split by population (PopulationDesign::patients_counted)
    std::vector<PopulationPart> populations;  ///< that were reached, in order
};

}  // namespace twinarm::trial
