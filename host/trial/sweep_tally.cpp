// One point of a sweep.
#include "host/trial/sweep_tally.hpp"

#include <algorithm>
#include <array>

#include "host/statistics/paired_difference.hpp"
#include "host/trial/outcome_pool.hpp"
#include "host/trial/parts.hpp"

namespace twinarm::trial {

namespace {

constexpr char failed = 'x', yes = 'y', no = 'n';

char answer_of(const Outcome& outcome) {
    return outcome.status != Status::ok ? failed : is_responder(outcome.response) ? yes : no;
}

std::uint64_t count_of(const std::string& answers, char answer) {
    return std::uint64_t(std::count(answers.begin(), answers.end(), answer));
}

}  // namespace

void SweepCounts::add(const Outcome& outcome) {
    outcomes.add(outcome);
    if (outcome.status != Status::ok) return;
    for (std::size_t i = 0; i < max_regimens; ++i) doses[i].add(outcome.doses_given[i]);
}

bool SweepCounts::add_up(std::uint64_t patients) const {
    return outcomes.add_up(patients) && compared <= outcomes.completed &&
           left_of(compared, std::array{gained, lost}) &&
           std::all_of(doses.begin(), doses.end(), [&](const statistics::Histogram& given) {
               return left_of(outcomes.completed, given.counts()) == 0;
           });
}

bool SweepState::adds_up(bool first_point) const {
    if (answers.size() != (first_point ? arms.size() : 0)) return false;
    for (std::size_t a = 0; a < answers.size(); ++a)
        if (answers[a].size() != patients || count_of(answers[a], failed) != arms[a].outcomes.failed ||
            count_of(answers[a], yes) != arms[a].outcomes.responders() ||
            count_of(answers[a], no) + arms[a].outcomes.responders() != arms[a].outcomes.completed)
            return false;
    return std::all_of(arms.begin(), arms.end(),
                       [&](const SweepCounts& arm) { return arm.add_up(patients); });
}

SweepTally::SweepTally(int arms, const SweepTally* first) : first_(first) {
    state_.arms.resize(std::size_t(arms));
    if (first == nullptr) state_.answers.resize(std::size_t(arms));
}

void SweepTally::add(const Outcome* outcomes, std::uint64_t patients) {
    std::vector<SweepCounts>& arms = state_.arms;
    for (std::uint64_t k = 0; k < patients; ++k, ++state_.patients)
        for (std::size_t a = 0; a < arms.size(); ++a) {
            const Outcome& outcome = outcomes[k * arms.size() + a];
            const char now = answer_of(outcome);
            arms[a].add(outcome);
            if (first_ == nullptr) {
                state_.answers[a] += now;
                arms[a].compared += now != failed;
                continue;
            }
            const std::vector<std::string>& answers = first_->state_.answers;
            if (a >= answers.size() || state_.patients >= answers[a].size()) continue;
            const char then = answers[a][std::size_t(state_.patients)];
            if (now == failed || then == failed) continue;
            ++arms[a].compared;
            arms[a].gained += now == yes && then == no;
            arms[a].lost += now == no && then == yes;
        }
}

std::vector<SweepRow> SweepTally::rows(const std::vector<cohort::ArmDesign>& labels) const {
    std::vector<SweepRow> rows;
    for (std::size_t a = 0; a < state_.arms.size(); ++a) {
        const SweepCounts& counts = state_.arms[a];
        SweepRow row;
        counts.outcomes.fill(row.arm);
        row.arm.id = labels[a].id;
        row.arm.label = labels[a].label;
        if (counts.outcomes.completed > 0) row.severe_hypotension = row.arm.severe_hypotension();
        for (std::size_t i = 0; i < labels[a].regimen_labels.size() && i < max_regimens; ++i)
            row.doses.push_back(counts.doses[i].mean());
        if (counts.compared > 0 && first_ == nullptr)
            row.difference = {0, 0, {}};  // of itself: known without error
        else if (counts.compared > 0)
            row.difference = statistics::paired_difference(counts.gained, counts.lost, counts.compared);
        rows.push_back(std::move(row));
    }
    return rows;
}

}  // namespace twinarm::trial
