// One point of a sweep.
#include "host/trial/sweep_tally.hpp"

#include <algorithm>
#include <cmath>

#include "host/trial/outcome_pool.hpp"

namespace twinarm::trial {

void SweepTally::add(const Outcome* outcomes, std::uint64_t patients) {
    for (std::uint64_t k = 0; k < patients; ++k)
        for (std::size_t a = 0; a < arms_.size(); ++a) {
            const Outcome& outcome = outcomes[k * arms_.size() + a];
            arms_[a].add(outcome);
            responses_[a].push_back(outcome.status != Status::ok     ? Answer::failed
                                    : is_responder(outcome.response) ? Answer::yes
                                                                     : Answer::no);
        }
}

std::vector<SweepRow> SweepTally::rows(const std::vector<cohort::ArmDesign>& labels,
                                       const SweepTally& first) const {
    std::vector<SweepRow> rows;
    for (std::size_t a = 0; a < arms_.size(); ++a) {
        SweepRow row;
        row.arm = arms_[a].summarise(labels[a].regimen_labels);
        row.arm.id = labels[a].id;
        row.arm.label = labels[a].label;
        if (row.arm.patients > row.arm.patients_failed) row.severe_hypotension = row.arm.severe_hypotension();
        for (const RegimenSummary& regimen : row.arm.regimens) row.doses.push_back(regimen.doses_given.mean);
        std::uint64_t both = 0, gained = 0, lost = 0;
        const std::size_t patients =
            a < first.responses_.size() ? std::min(responses_[a].size(), first.responses_[a].size()) : 0;
        for (std::size_t i = 0; i < patients; ++i) {
            const Answer now = responses_[a][i], then = first.responses_[a][i];
            if (now == Answer::failed || then == Answer::failed) continue;
            ++both;
            gained += now == Answer::yes && then == Answer::no;
            lost += now == Answer::no && then == Answer::yes;
        }
        if (both > 0 && &first == this)
            row.difference = {0, 0, {}};  // of itself: known without error
        else if (both > 0)
            row.difference = statistics::paired_difference(gained, lost, both);
        rows.push_back(std::move(row));
    }
    return rows;
}

}  // namespace twinarm::trial
