// Population rates of arms counted together.
#include "host/trial/pooled_population.hpp"

#include <algorithm>
#include <cmath>

#include "host/statistics/proportion.hpp"

namespace twinarm::trial {
namespace {

/// Cov(p_a, p_b) of the two estimated rates.
double covariance(int a, int b, const std::vector<ArmCounts>& arms, const TwinTally& twins) {
    const ArmCounts& first = arms[std::size_t(a)];
    const ArmCounts& second = arms[std::size_t(b)];
    const double n_a = double(first.completed);
    const double n_b = double(second.completed);
    const double p_a = double(first.responders()) / n_a;
    const double p_b = double(second.responders()) / n_b;
    if (a == b) return p_a * (1 - p_a) / n_a;
    const TwinTable& table = twins.table(std::min(a, b), std::max(a, b));
    const double shared = double(table.patients());
    return shared == 0 ? 0 : (double(table.both) / shared - p_a * p_b) * shared / (n_a * n_b);
}

}  // namespace

PooledSummary pooled_population(const cohort::PooledArms& pool, const std::vector<ArmCounts>& arms,
                                const TwinTally& twins) {
    PooledSummary summary;
    summary.id = pool.id;
    summary.label = pool.label;
    bool completed = true;
    for (const cohort::PooledArms::Part& part : pool.parts) {
        summary.arm_n.push_back(part.n);
        summary.n += part.n;
        completed = completed && arms[std::size_t(part.arm)].completed > 0;
    }
    if (!completed || summary.n == 0) return summary;

    double responders = 0, evaluable = 0, controlled = 0, variance = 0;
    std::uint64_t fewest = UINT64_MAX;
    for (const cohort::PooledArms::Part& part : pool.parts) {
        const ArmCounts& arm = arms[std::size_t(part.arm)];
        const double weight = double(part.n) / summary.n;
        const double n = double(arm.completed);
        responders += weight * double(arm.responders()) / n;
        evaluable += weight * double(arm.evaluable) / n;
        controlled += weight * double(arm.disease_control) / n;
        fewest = std::min(fewest, arm.completed);
        for (std::size_t i = 0; i < response_count; ++i)
            summary.bor[i] += weight * double(arm.responses[i]) / n;
        for (const cohort::PooledArms::Part& other : pool.parts)
            variance += weight * double(other.n) / summary.n * covariance(part.arm, other.arm, arms, twins);
    }
    summary.orr_population = responders;
    // Where nobody responds in any arm, or everybody, the pool's rate is bounded by the patients of one arm.
    const double p = responders, n = variance > 0 ? p * (1 - p) / variance : double(fewest);
    if (variance > 0) summary.monte_carlo_standard_error = std::sqrt(variance);
    summary.effective_patients = n;
    summary.orr_limits = statistics::exact_limits(std::clamp(p, 0.0, 1.0) * n, n);
    if (evaluable > 0) summary.orr_evaluable = responders / evaluable;
    summary.disease_control = controlled;
    return summary;
}

}  // namespace twinarm::trial
