// The counts of one arm's patients from which its rates follow.
#include "host/trial/arm_counts.hpp"

#include <algorithm>
#include <numeric>

#include "host/statistics/proportion.hpp"
#include "host/trial/parts.hpp"

namespace twinarm::trial {

namespace {

constexpr double late_response_h = 24 * 7 * 24;  // week 24
constexpr int severe_grade = 3;

}  // namespace

void ArmCounts::add(const Outcome& outcome) {
    if (outcome.status != Status::ok) {
        ++failed;
        ++failures[std::int32_t(outcome.status)];
        return;
    }
    ++completed;
    ++responses[std::size_t(outcome.response)];
    disease_control += outcome.disease_control != 0;
    unmeasurable += outcome.measurable == 0;
    if (is_evaluable(outcome)) {
        ++evaluable;
        shrunk += outcome.best_change < 0;
        if (is_responder(outcome.response)) ++evaluable_responders;
    }
    ++hypotension[std::size_t(std::clamp(outcome.worst_hypotension_grade, 0, 5))];
    if (!is_responder(outcome.response)) return;
    late_responders += outcome.time_to_response_h > late_response_h;
    severe_responders += outcome.worst_hypotension_grade >= severe_grade;
}

void ArmCounts::add(const ArmCounts& other) {
    add_parts(*this, other);
}

std::uint64_t ArmCounts::responders() const {
    return responses[std::size_t(Response::PR)] + responses[std::size_t(Response::CR)];
}

std::uint64_t ArmCounts::severe() const {
    return std::accumulate(hypotension.begin() + severe_grade, hypotension.end(), std::uint64_t{0});
}

void ArmCounts::fill(ArmSummary& arm) const {
    arm.patients = completed + failed;
    arm.patients_failed = failed;
    for (const auto& [status, patients] : failures) arm.failures.push_back({status, patients});
    arm.evaluable = evaluable;

    const std::uint64_t complete = responses[std::size_t(Response::CR)];
    arm.orr_population = statistics::population_rate(responders(), completed, failed);
    arm.orr_evaluable = statistics::population_rate(evaluable_responders, evaluable, failed);
    arm.complete_population = statistics::population_rate(complete, completed, failed);
    arm.disease_control = statistics::population_rate(disease_control, completed, failed);
    arm.shrunk = statistics::population_rate(shrunk, evaluable, failed);
    arm.late_responses = statistics::population_rate(late_responders, responders(), failed);
    arm.orr_severe = statistics::population_rate(severe_responders, severe(), failed);
    arm.orr_not_severe =
        statistics::population_rate(responders() - severe_responders, completed - severe(), failed);
    arm.unmeasurable = unmeasurable;
    arm.bor_counts = responses;
    for (std::size_t i = 0; i < response_count; ++i)
        arm.bor[i] = completed == 0 ? 0 : double(responses[i]) / double(completed);
    arm.hypotension_counts = hypotension;
    for (std::size_t i = 0; i < hypotension.size(); ++i)
        arm.hypotension[i] = completed == 0 ? 0 : double(hypotension[i]) / double(completed);
}

bool ArmCounts::add_up(std::uint64_t patients) const {
    std::vector<std::uint64_t> failed_by_status;
    for (const auto& [status, count] : failures) failed_by_status.push_back(count);
    return left_of(patients, std::array{completed, failed}) == 0 && left_of(failed, failed_by_status) == 0 &&
           left_of(completed, responses) == 0 && left_of(completed, hypotension) == 0 &&
           evaluable <= completed && evaluable_responders <= std::min(evaluable, responders()) &&
           disease_control <= completed && unmeasurable <= completed && shrunk <= evaluable &&
           late_responders <= responders() && severe_responders <= std::min(responders(), severe()) &&
           responders() - severe_responders <= completed - severe();
}

}  // namespace twinarm::trial
