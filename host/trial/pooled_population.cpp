// Population rates of arms counted together.
#include "host/trial/pooled_population.hpp"

#include <algorithm>
#include <cmath>

namespace twinarm::trial {
namespace {

/// Cov(p_a, p_b) of the two estimated rates.
double covariance(int a, int b, const std::vector<ArmTally>& arms, const TwinTally& twins) {
    const ArmTally& first = arms[std::size_t(a)];
    const ArmTally& second = arms[std::size_t(b)];
    const double n_a = double(first.completed());
    const double n_b = double(second.completed());
    const double p_a = double(first.responders()) / n_a;
    const double p_b = double(second.responders()) / n_b;
    if (a == b) return p_a * (1 - p_a) / n_a;
    const TwinTable& table = twins.table(std::min(a, b), std::max(a, b));
    const double shared = double(table.patients());
    return shared == 0 ? 0 : (double(table.both) / shared - p_a * p_b) * shared / (n_a * n_b);
}

}  // namespace

PooledSummary pooled_population(const cohort::PooledArms& pool, const std::vector<ArmTally>& arms,
                                const TwinTally& twins) {
    PooledSummary summary;
    summary.id = pool.id;
    summary.label = pool.label;
    bool completed = true;
    for (const cohort::PooledArms::Part& part : pool.parts) {
        summary.arm_n.push_back(part.n);
        summary.n += part.n;
        completed = completed && arms[std::size_t(part.arm)].completed() > 0;
    }
    if (!completed || summary.n == 0) return summary;

    double responders = 0, evaluable = 0, variance = 0;
    for (const cohort::PooledArms::Part& part : pool.parts) {
        const ArmTally& arm = arms[std::size_t(part.arm)];
        const double weight = double(part.n) / summary.n;
        const double n = double(arm.completed());
        responders += weight * double(arm.responders()) / n;
        evaluable += weight * double(arm.evaluable()) / n;
        for (std::size_t i = 0; i < response_count; ++i)
            summary.bor[i] += weight * double(arm.responses()[i]) / n;
        for (const cohort::PooledArms::Part& other : pool.parts)
            variance += weight * double(other.n) / summary.n * covariance(part.arm, other.arm, arms, twins);
    }
    summary.orr_population = responders;
    summary.monte_carlo_standard_error = std::sqrt(std::max(0.0, variance));
    if (evaluable > 0) summary.orr_evaluable = responders / evaluable;
    summary.disease_control = responders + summary.bor[std::size_t(Response::SD)];
    return summary;
}

}  // namespace twinarm::trial
