// One point of a sweep.
#include "host/trial/sweep_tally.hpp"

#include <algorithm>
#include <limits>

#include "host/statistics/paired_difference.hpp"
#include "host/trial/outcome_pool.hpp"

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

cohort::PopulationPlaces SweepState::one_place() {
    return {{1}, std::numeric_limits<std::uint64_t>::max()};
}

std::vector<const SweepCounts*> SweepState::of_arm(std::size_t arm) const {
    std::vector<const SweepCounts*> counts;
    for (std::size_t at = arm; at < arms.size(); at += arm_count()) counts.push_back(&arms[at]);
    return counts;
}

bool SweepState::adds_up(bool first_point) const {
    const std::size_t populations = places.weights.size();
    if (arms.size() % populations != 0 || answers.size() != (first_point ? arm_count() : 0)) return false;
    for (std::size_t a = 0; a < answers.size(); ++a) {
        SweepCounts all;
        for (const SweepCounts* one : of_arm(a)) all.add(*one);
        if (answers[a].size() != patients || count_of(answers[a], failed) != all.outcomes.failed ||
            count_of(answers[a], yes) != all.outcomes.responders() ||
            count_of(answers[a], no) + all.outcomes.responders() != all.outcomes.completed)
            return false;
    }
    std::uint64_t left = patients;
    for (std::size_t at = 0; at < arms.size(); at += arm_count()) {
        const std::uint64_t here = std::min(left, places.patients_each);
        for (std::size_t a = 0; a < arm_count(); ++a)
            if (!arms[at + a].add_up(here)) return false;
        left -= here;
    }
    return true;
}

SweepTally::SweepTally(int arms, const SweepTally* first, cohort::PopulationPlaces places) : first_(first) {
    state_.arms.resize(std::size_t(arms) * places.weights.size());
    state_.places = std::move(places);
    if (first == nullptr) state_.answers.resize(std::size_t(arms));
}

void SweepTally::add(const Outcome* outcomes, std::uint64_t patients) {
    const std::size_t arm_count = state_.arm_count();
    for (std::uint64_t k = 0; k < patients; ++k, ++state_.patients)
        for (std::size_t a = 0; a < arm_count; ++a) {
            const Outcome& outcome = outcomes[k * arm_count + a];
            const char now = answer_of(outcome);
            SweepCounts& counts = state_.arms[state_.places.population_at(state_.patients) * arm_count + a];
            counts.add(outcome);
            if (first_ == nullptr) {
                state_.answers[a] += now;
                counts.compared += now != failed;
                continue;
            }
            const std::vector<std::string>& answers = first_->state_.answers;
            if (a >= answers.size() || state_.patients >= answers[a].size()) continue;
            const char then = answers[a][std::size_t(state_.patients)];
            if (now == failed || then == failed) continue;
            ++counts.compared;
            counts.gained += now == yes && then == no;
            counts.lost += now == no && then == yes;
        }
}

namespace {

/// Of the difference from the first point, over the populations.
std::optional<statistics::DifferenceOfRates> difference_over(const std::vector<const SweepCounts*>& counts,
                                                             const std::vector<double>& weights) {
    std::vector<statistics::PopulationValue> differences;
    for (std::size_t k = 0; k < counts.size(); ++k) {
        if (counts[k]->compared == 0) continue;
        const auto one =
            statistics::paired_difference(counts[k]->gained, counts[k]->lost, counts[k]->compared);
        if (counts.size() == 1) return one;
        const double error = one.monte_carlo_standard_error.value_or(0);
        differences.push_back({k, weights[k], one.estimate, error * error, double(counts[k]->compared)});
    }
    if (differences.empty()) return {};
    const auto over = statistics::differences_over_populations(differences);
    return statistics::DifferenceOfRates{*over.mean, over.monte_carlo_standard_error, over.limits};
}

/// Of whole numbers.
double variance_of_mean(const statistics::Histogram& numbers) {
    const double n = double(numbers.total()), mean = numbers.mean();
    double squares = 0;
    for (std::size_t number = 0; number < numbers.counts().size(); ++number)
        squares += double(numbers.counts()[number]) * (double(number) - mean) * (double(number) - mean);
    return n > 1 ? squares / (n - 1) / n : 0;
}

/// Mean doses of a regimen over the populations, with its error.
ColumnResult doses_over(const std::vector<const SweepCounts*>& counts, const std::vector<double>& weights,
                        std::size_t regimen) {
    std::vector<statistics::PopulationValue> values;
    for (std::size_t k = 0; k < counts.size(); ++k) {
        const statistics::Histogram& given = counts[k]->doses[regimen];
        if (given.total() > 0) values.push_back({k, weights[k], given.mean(), variance_of_mean(given), 0});
    }
    return column_over(values, false);
}

}  // namespace

std::vector<SweepRow> SweepTally::rows(const std::vector<cohort::ArmDesign>& labels) const {
    std::vector<SweepRow> rows;
    const std::vector<double>& weights = state_.places.weights;
    for (std::size_t a = 0; a < state_.arm_count(); ++a) {
        const std::vector<const SweepCounts*> by_population = state_.of_arm(a);
        SweepCounts counts;
        for (const SweepCounts* one : by_population) counts.add(*one);
        SweepRow row;
        counts.outcomes.fill(row.arm);
        row.arm.id = labels[a].id;
        row.arm.label = labels[a].label;
        if (counts.outcomes.completed > 0) row.severe_hypotension = row.arm.severe_hypotension();
        for (std::size_t i = 0; i < labels[a].regimen_labels.size() && i < max_regimens; ++i) {
            const ColumnResult doses = doses_over(by_population, weights, i);
            row.doses.push_back(doses.mean.value_or(0));
            row.doses_errors.push_back(doses.standard_error.value_or(0));
        }
        if (counts.compared > 0 && first_ == nullptr)
            row.difference = {0, 0, {}};  // of itself: known without error
        else
            row.difference = difference_over(by_population, weights);
        for (const ArmColumn& column : arm_columns())
            row.columns.push_back(
                column_over(column_values(column, by_population, weights), column.is_share));
        rows.push_back(std::move(row));
    }
    return rows;
}

}  // namespace twinarm::trial
