// Integer counts over all patients of one arm.
#include "host/trial/arm_tally.hpp"

#include <algorithm>

#include "host/trial/parts.hpp"

namespace twinarm::trial {

namespace {

statistics::Bins bins_of(SummaryKind summary) {
    return summary == SummaryKind::percent ? statistics::Bins::percent
           : summary == SummaryKind::ratio ? statistics::Bins::ratio
                                           : statistics::Bins::whole;
}

/// Patients of whom an outcome is known.
std::uint64_t patients_among(KnownOf who, const ArmCounts& counts) {
    switch (who) {
        case KnownOf::all:
            break;
        case KnownOf::evaluable:
            return counts.evaluable;
        case KnownOf::responders:
            return counts.responders();
    }
    return counts.completed;
}

}  // namespace

ArmTally::ArmTally() {
    for (const OutcomeEntry& entry : outcome_table) distribution_.emplace_back(bins_of(entry.summary));
}

void ArmTally::add(const Outcome& outcome) {
    counts_.add(outcome);
    if (outcome.status != Status::ok) return;
    pfs_.add(outcome.pfs_h, outcome.pfs_event != 0);
    os_.add(outcome.os_h, outcome.os_event != 0);
    if (is_responder(outcome.response)) {
        auto& duration = outcome.response == Response::CR ? complete_duration_ : partial_duration_;
        duration_.add(outcome.duration_h, outcome.duration_event != 0);
        duration.add(outcome.duration_h, outcome.duration_event != 0);
        responders_doses_.add(outcome.first_course_doses);
    }
    for (std::size_t i = 0; i < max_regimens; ++i) {
        given_[i].add(outcome.doses_given[i]);
        held_[i].add(outcome.doses_held[i]);
    }
    for_each_outcome(outcome, [&](const OutcomeEntry& entry, auto value) {
        if (entry.is_distribution() && is_among(entry.of, outcome))
            distribution_[std::size_t(entry.index)].add(entry.is_time() ? double(value) / 24 : double(value));
    });
}

void ArmTally::add(const ArmTally& other) {
    add_parts(*this, other);
}

ArmSummary ArmTally::summarise(const std::vector<std::string>& regimen_labels) const {
    ArmSummary arm;
    counts_.fill(arm);
    arm.pfs = pfs_.summarise();
    arm.os = os_.summarise();
    arm.duration = duration_.summarise();
    arm.complete_duration = complete_duration_.summarise();
    arm.partial_duration = partial_duration_.summarise();
    arm.responders_first_course_doses = responders_doses_.spread();
    for (std::size_t i = 0; i < regimen_labels.size() && i < max_regimens; ++i)
        arm.regimens.push_back({regimen_labels[i], given_[i].spread(), held_[i].spread()});
    for (const OutcomeEntry& entry : outcome_table)
        if (entry.is_distribution())
            arm.spreads.of[std::size_t(entry.index)] = distribution_[std::size_t(entry.index)].spread();
    return arm;
}

bool ArmTally::add_up(std::uint64_t patients) const {
    const auto of_all = [&](const statistics::Histogram& doses) {
        return doses.total() == counts_.completed;
    };
    return counts_.add_up(patients) && pfs_.patients() == counts_.completed &&
           os_.patients() == counts_.completed && duration_.patients() == counts_.responders() &&
           complete_duration_.patients() == counts_.responses[std::size_t(Response::CR)] &&
           partial_duration_.patients() == counts_.responses[std::size_t(Response::PR)] &&
           responders_doses_.total() == counts_.responders() &&
           std::all_of(given_.begin(), given_.end(), of_all) &&
           std::all_of(held_.begin(), held_.end(), of_all) &&
           std::all_of(outcome_table.begin(), outcome_table.end(), [&](const OutcomeEntry& entry) {
               return distribution_[std::size_t(entry.index)].total() <= patients_among(entry.of, counts_);
           });
}

}  // namespace twinarm::trial
