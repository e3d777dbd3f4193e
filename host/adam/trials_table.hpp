// The virtual trials: one arm of one trial a row, with the columns of trials.csv.
#pragma once

#include <cmath>
#include <string>

#include "host/trial/study_summary.hpp"

namespace twinarm {

struct TrialTableRow {
    TrialRow trial{};
    std::string arm, population;
};

template <class Field>
void for_each_column(const TrialTableRow& row, Field field) {
    const TrialRow& t = row.trial;
    const auto share_of = [&](int patients) {
        return patients > 0 ? double(t.responders) / patients : std::nan("");
    };
    field("trial", "Virtual trial", "1", t.trial);
    field("arm", "Arm", "", row.arm);
    field("n", "Patients treated", "1", t.n);
    field("responders", "Patients with CR or PR", "1", t.responders);
    field("complete", "Patients with CR", "1", t.complete);
    field("evaluable", "Patients with a scan after the baseline", "1", t.evaluable);
    field("orr", "Response rate of all treated, a fraction", "1", share_of(t.n));
    field("orr_evaluable", "Response rate of the evaluable, a fraction", "1", share_of(t.evaluable));
    field("trial_effect", "Shift of the logit of the response rate", "1", t.trial_effect);
    field("population", "Plausible population", "", row.population);
}

}  // namespace twinarm
