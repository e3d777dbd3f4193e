// Integer counts over all patients of one arm.
#include "host/trial/arm_tally.hpp"

#include <algorithm>

#include "host/statistics/proportion.hpp"
#include "host/trial/outcome_pool.hpp"

namespace twinarm::trial {

namespace {

statistics::Bins bins_of(SummaryKind summary) {
    return summary == SummaryKind::percent ? statistics::Bins::percent
           : summary == SummaryKind::ratio ? statistics::Bins::ratio
                                           : statistics::Bins::whole;
}

}  // namespace

ArmTally::ArmTally() {
    for (const OutcomeEntry& entry : outcome_table) distribution_.emplace_back(bins_of(entry.summary));
}

void ArmTally::add(const Outcome& outcome) {
    if (outcome.status != Status::ok) {
        ++failed_;
        ++failures_[std::int32_t(outcome.status)];
        return;
    }
    ++completed_;
    ++responses_[std::size_t(outcome.response)];
    disease_control_ += outcome.disease_control != 0;
    unmeasurable_ += outcome.measurable == 0;
    const bool responder = is_responder(outcome.response);
    if (is_evaluable(outcome)) {
        ++evaluable_;
        if (responder) ++evaluable_responders_;
    }
    pfs_.add(outcome.pfs_h, outcome.pfs_event != 0);
    os_.add(outcome.os_h, outcome.os_event != 0);
    if (responder) duration_.add(outcome.duration_h, outcome.duration_event != 0);
    for (std::size_t i = 0; i < max_regimens; ++i) {
        given_[i].add(outcome.doses_given[i]);
        held_[i].add(outcome.doses_held[i]);
    }
    ++hypotension_[std::size_t(std::clamp(outcome.worst_hypotension_grade, 0, 5))];
    for_each_outcome(outcome, [&](const OutcomeEntry& entry, auto value) {
        if (entry.is_distribution() && is_among(entry.of, outcome))
            distribution_[std::size_t(entry.index)].add(entry.is_time() ? double(value) / 24 : double(value));
    });
}

void ArmTally::add(const ArmTally& other) {
    const auto add_each = [](auto& to, const auto& from) {
        for (std::size_t i = 0; i < to.size(); ++i) {
            if constexpr (requires { to[i].add(from[i]); })
                to[i].add(from[i]);
            else
                to[i] += from[i];
        }
    };
    completed_ += other.completed_;
    failed_ += other.failed_;
    evaluable_ += other.evaluable_;
    evaluable_responders_ += other.evaluable_responders_;
    disease_control_ += other.disease_control_;
    unmeasurable_ += other.unmeasurable_;
    for (const auto& [status, patients] : other.failures_) failures_[status] += patients;
    add_each(responses_, other.responses_);
    pfs_.add(other.pfs_);
    os_.add(other.os_);
    duration_.add(other.duration_);
    add_each(distribution_, other.distribution_);
    add_each(given_, other.given_);
    add_each(held_, other.held_);
    add_each(hypotension_, other.hypotension_);
}

std::uint64_t ArmTally::responders() const {
    return responses_[std::size_t(Response::PR)] + responses_[std::size_t(Response::CR)];
}

ArmSummary ArmTally::summarise(const std::vector<std::string>& regimen_labels) const {
    ArmSummary arm;
    arm.patients = completed_ + failed_;
    arm.patients_failed = failed_;
    for (const auto& [status, patients] : failures_) arm.failures.push_back({status, patients});
    arm.evaluable = evaluable_;

    const std::uint64_t complete = responses_[std::size_t(Response::CR)];
    arm.orr_population = statistics::population_rate(responders(), completed_, failed_);
    arm.orr_evaluable = statistics::population_rate(evaluable_responders_, evaluable_, failed_);
    arm.complete_population = statistics::population_rate(complete, completed_, failed_);
    arm.disease_control = statistics::population_rate(disease_control_, completed_, failed_);
    arm.unmeasurable = unmeasurable_;
    arm.bor_counts = responses_;
    for (std::size_t i = 0; i < response_count; ++i)
        arm.bor[i] = completed_ == 0 ? 0 : double(responses_[i]) / double(completed_);

    arm.pfs = pfs_.summarise();
    arm.os = os_.summarise();
    arm.duration = duration_.summarise();
    for (std::size_t i = 0; i < regimen_labels.size() && i < max_regimens; ++i)
        arm.regimens.push_back({regimen_labels[i], given_[i].spread(), held_[i].spread()});
    arm.hypotension_counts = hypotension_;
    for (std::size_t i = 0; i < hypotension_.size(); ++i)
        arm.hypotension[i] = completed_ == 0 ? 0 : double(hypotension_[i]) / double(completed_);
    for (const OutcomeEntry& entry : outcome_table)
        if (entry.is_distribution())
            arm.spreads.of[std::size_t(entry.index)] = distribution_[std::size_t(entry.index)].spread();
    return arm;
}

}  // namespace twinarm::trial
