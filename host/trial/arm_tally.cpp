// Integer counts over all patients of one arm.
#include "host/trial/arm_tally.hpp"

#include <algorithm>

#include "host/trial/outcome_pool.hpp"
#include "host/trial/proportion.hpp"

namespace twinarm {

void ArmTally::add(const Outcome& outcome) {
    if (outcome.status != Status::ok) {
        ++failed_;
        ++failures_[std::int32_t(outcome.status)];
        return;
    }
    ++completed_;
    ++responses_[std::size_t(outcome.response)];
    const bool responder = is_responder(outcome.response);
    if (is_evaluable(outcome)) {
        ++evaluable_;
        if (responder) ++evaluable_responders_;
        best_change_.add(outcome.best_change);
    }
    pfs_.add(outcome.pfs_h, outcome.pfs_event != 0);
    os_.add(outcome.os_h, outcome.os_event != 0);
    if (responder) {
        duration_.add(outcome.duration_h, outcome.duration_event != 0);
        time_to_response_.add(outcome.time_to_response_h / 24);
    }
    for (std::size_t i = 0; i < max_regimens; ++i) {
        given_[i].add(outcome.doses_given[i]);
        held_[i].add(outcome.doses_held[i]);
    }
    first_cycle_.add(outcome.first_cycle_doses);
    first_course_.add(outcome.first_course_doses);
    courses_.add(outcome.courses);
    ++hypotension_[std::size_t(std::clamp(outcome.worst_hypotension_grade, 0, 5))];
    leak_.add(outcome.worst_leak);
    lymphocyte_nadir_.add(outcome.lymphocyte_nadir);
    lymphocyte_peak_.add(outcome.lymphocyte_peak);
    cd8_treg_blood_.add(outcome.cd8_treg_blood);
    cd8_treg_tumour_.add(outcome.cd8_treg_tumour);
    eosinophils_.add(outcome.eosinophil_peak);
    soluble_cd25_.add(outcome.soluble_cd25_peak);
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
    const std::uint64_t stable = responses_[std::size_t(Response::SD)];
    arm.orr_population = population_rate(responders(), completed_, failed_);
    arm.orr_evaluable = population_rate(evaluable_responders_, evaluable_, failed_);
    arm.complete_population = population_rate(complete, completed_, failed_);
    arm.disease_control = population_rate(responders() + stable, completed_, failed_);
    arm.bor_counts = responses_;
    for (std::size_t i = 0; i < response_count; ++i)
        arm.bor[i] = completed_ == 0 ? 0 : double(responses_[i]) / double(completed_);

    arm.pfs = pfs_.summarise();
    arm.os = os_.summarise();
    arm.duration = duration_.summarise();
    arm.time_to_response_days = time_to_response_.spread();
    arm.best_change = best_change_.spread();

    for (std::size_t i = 0; i < regimen_labels.size() && i < max_regimens; ++i)
        arm.regimens.push_back({regimen_labels[i], given_[i].spread(), held_[i].spread()});
    arm.first_cycle_doses = first_cycle_.spread();
    arm.first_course_doses = first_course_.spread();
    arm.courses = courses_.spread();

    arm.hypotension_counts = hypotension_;
    for (std::size_t i = 0; i < hypotension_.size(); ++i)
        arm.hypotension[i] = completed_ == 0 ? 0 : double(hypotension_[i]) / double(completed_);
    arm.worst_leak = leak_.spread();
    arm.lymphocyte_nadir = lymphocyte_nadir_.spread();
    arm.lymphocyte_peak = lymphocyte_peak_.spread();
    arm.cd8_treg_blood = cd8_treg_blood_.spread();
    arm.cd8_treg_tumour = cd8_treg_tumour_.spread();
    arm.eosinophil_peak = eosinophils_.spread();
    arm.soluble_cd25_peak = soluble_cd25_.spread();
    return arm;
}

}  // namespace twinarm
