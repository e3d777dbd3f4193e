// One trial point of a design: counted and judged.
#include "host/study/design_point.hpp"

#include <algorithm>
#include <cmath>

#include "host/statistics/weighted.hpp"

namespace twinarm::study {
namespace {

using statistics::PopulationValue;
using Values = std::vector<PopulationValue>;

constexpr std::size_t blocks_of_one_population = 20;

std::vector<trial::SweepCounts> by_population(const trial::SweepState& counts, std::size_t blocks) {
    const auto parts = counts.of_arm(0);
    std::vector<trial::SweepCounts> populations(parts.size() / blocks);
    for (std::size_t i = 0; i < parts.size(); ++i) populations[i / blocks].add(*parts[i]);
    return populations;
}

/// Values of a column; a median that is not reached is `horizon`, and a value that nobody shows 0.
Values values_of(std::size_t column, const std::vector<const trial::SweepCounts*>& counts,
                 const std::vector<double>& weights, double horizon) {
    Values values;
    for (std::size_t k = 0; k < counts.size(); ++k) {
        const trial::ColumnValue one = trial::arm_columns()[column].of(*counts[k]);
        const double value = one.value.value_or(0);
        values.push_back({k, weights[k], std::isinf(value) ? horizon : value, one.variance, one.patients});
    }
    return values;
}

/// The weighted sum of columns. Their errors are added: an upper bound where they go together.
Values objective_of(const cohort::Design& design, const std::vector<Values>& columns) {
    Values sum = columns[design.objective.front().column];
    if (design.objective.size() == 1 && design.objective.front().weight == 1) return sum;
    for (std::size_t k = 0; k < sum.size(); ++k) {
        double value = 0, error = 0;
        for (const cohort::DesignTerm& term : design.objective) {
            value += term.weight * columns[term.column][k].value;
            error += std::abs(term.weight) * std::sqrt(columns[term.column][k].variance);
        }
        sum[k].value = value;
        sum[k].variance = error * error;
        sum[k].patients = 0;
    }
    return sum;
}

/// The mean over the populations, or the value that a share of them reaches from below (`at_most`) or above.
double judged(const Values& values, const std::optional<double>& holds_in, bool at_most) {
    std::vector<double> weights;
    double mean = 0, all = 0;
    for (const PopulationValue& one : values) {
        weights.push_back(one.weight);
        mean += one.weight * one.value;
        all += one.weight;
    }
    if (!holds_in || values.size() < 2) return mean / all;
    return statistics::weighted_quantile(statistics::own_values(values), weights,
                                         at_most ? *holds_in : 1 - *holds_in);
}

std::vector<double> numbers_of(const Values& values) {
    std::vector<double> numbers;
    for (const PopulationValue& one : values) numbers.push_back(one.value);
    return numbers;
}

bool is_one_share(const cohort::Design& design) {
    return design.objective.size() == 1 && design.objective[0].weight == 1 &&
           cohort::arm_column_names[design.objective[0].column].is_share;
}

}  // namespace

DesignBlocks blocks_of(const cohort::PopulationPlaces& populations) {
    if (populations.weights.size() > 1) return {populations, 1};
    const std::size_t blocks =
        std::size_t(std::min<std::uint64_t>(blocks_of_one_population, populations.patients_each));
    const std::uint64_t each = (populations.patients_each + blocks - 1) / blocks;
    const auto used = std::size_t((populations.patients_each + each - 1) / each);
    return {{statistics::even_weights(used), each}, used};
}

trial::DesignPoint judged_point(const cohort::Design& design, const trial::SweepState& counts,
                                const DesignBlocks& blocks, double horizon_months, int regimens) {
    trial::DesignPoint point;
    const std::vector<trial::SweepCounts> populations = by_population(counts, blocks.of_population);
    std::vector<const trial::SweepCounts*> of_population;
    std::vector<double> weights;
    for (std::size_t k = 0; k < populations.size(); ++k) {
        of_population.push_back(&populations[k]);
        weights.push_back(blocks.places.weights[k * blocks.of_population] * double(blocks.of_population));
        point.patients += populations[k].outcomes.completed + populations[k].outcomes.failed;
        point.patients_failed += populations[k].outcomes.failed;
    }
    const auto parts = counts.of_arm(0);
    std::vector<Values> columns, columns_by_block;
    for (std::size_t c = 0; c < trial::arm_columns().size(); ++c) {
        const trial::ArmColumn& column = trial::arm_columns()[c];
        columns.push_back(values_of(c, of_population, weights, horizon_months));
        columns_by_block.push_back(values_of(c, parts, blocks.places.weights, horizon_months));
        point.columns.push_back(
            trial::column_over(trial::column_values(column, of_population, weights), column.is_share));
        point.by_block.push_back(numbers_of(columns_by_block.back()));
    }
    const Values objective = objective_of(design, columns);
    point.objective = trial::column_over(objective, is_one_share(design));
    point.objective.mean = judged(objective, design.holds_in, !design.maximise);
    point.objective_by_block = numbers_of(objective_of(design, columns_by_block));
    for (const cohort::DesignConstraint& constraint : design.constraints) {
        const double value = judged(columns[constraint.column], constraint.holds_in, constraint.at_most);
        const double over = constraint.at_most ? value - constraint.limit : constraint.limit - value;
        point.constraints.push_back(value);
        point.violation += std::max(0.0, over);
        point.feasible = point.feasible && over <= 0;
    }
    for (int r = 0; r < regimens; ++r) {
        double doses = 0;
        for (std::size_t k = 0; k < populations.size(); ++k)
            doses += weights[k] * populations[k].doses[std::size_t(r)].mean();
        point.doses.push_back(doses);
    }
    return point;
}

}  // namespace twinarm::study
