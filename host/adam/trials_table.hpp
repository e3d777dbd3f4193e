// The virtual trials: one arm of one trial a row, with the columns of trials.csv.
#pragma once

#include <string>

#include "host/store/trials_csv.hpp"

namespace twinarm::adam {

struct TrialTableRow {
    trial::TrialRow trial{};
    std::string arm, population;
};

template <class Field>
void for_each_column(const TrialTableRow& row, Field field) {
    store::for_each_trial_column(row.trial, row.arm, field);
    field("population", "Plausible population", "", row.population);
}

}  // namespace twinarm::adam
