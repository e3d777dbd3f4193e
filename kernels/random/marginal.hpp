// One sampled parameter as plain data: its distribution and its place in the Gaussian copula.
#pragma once

#include <cstdint>

namespace twinarm {

inline constexpr int max_components = 6;   ///< of a mixture, or categories
inline constexpr int max_correlated = 24;  ///< parameters in the copula

enum class DistributionKind : std::int32_t {
    fixed,
    normal,
    lognormal,
    logit_normal,
    uniform,
    log_uniform,
    categorical
};

/// One component of a mixture, or one category.
/// fixed: location. normal: mean, sd. lognormal: median, sd of the logarithm. logit_normal: median in (0, 1),
/// sd of the logit. uniform, log_uniform: location = lower end, scale = upper end. categorical: weight,
/// location = value.
struct MarginalComponent {
    double weight;
    double location;
    double scale;
    double lower_probability;  ///< truncation: probability below the lower bound; 0 without one
    double upper_probability;  ///< truncation: probability below the upper bound; 1 without one

    bool operator==(const MarginalComponent&) const = default;
};

struct Marginal {
    DistributionKind kind;
    std::int32_t component_count;
    std::int32_t copula_row;  ///< row in the correlation matrix, or -1 where independent
    MarginalComponent component[max_components];

    bool operator==(const Marginal&) const = default;
};

/// Lower Cholesky factor of the correlation matrix of the correlated parameters, in order of their rows.
struct Copula {
    std::int32_t count;
    std::int32_t parameter[max_correlated];
    double factor[max_correlated][max_correlated];

    bool operator==(const Copula&) const = default;
};

}  // namespace twinarm
