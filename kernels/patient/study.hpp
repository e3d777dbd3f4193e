// Everything that the engine gets for one run, as plain data: no pointer, no string, native units.
#pragma once

#include <cstdint>
#include <type_traits>

#include "kernels/dosing/regimen.hpp"
#include "kernels/endpoint/response.hpp"
#include "kernels/model/parameters.hpp"
#include "kernels/ode/solver_settings.hpp"
#include "kernels/random/marginal.hpp"

namespace twinarm {

inline constexpr int max_arms = 16;

inline constexpr int max_further_parameters = 256;

/// The population: how each parameter is drawn, in the order of `parameter_table`, and after that the
/// parameters of further drugs, each drug's in the order of its kind. A patient has the same percentile in
/// all drugs of a kind: the draw and the row of the copula are those of the kind's own.
struct Population {
    Marginal marginal[parameter_count + max_further_parameters];
    Copula copula;

    bool operator==(const Population&) const = default;
};

struct Study {
    std::uint64_t seed;
    std::int32_t arm_count;
    std::int32_t horizon_min;  ///< end of follow-up, from the start of treatment
    Arm arms[max_arms];
    ScanSchedule scans[max_arms];
    ResponseRules response;
    SolverSettings solver;
    Population population;

    bool operator==(const Study&) const = default;
};
static_assert(std::is_trivially_copyable_v<Study>);

}  // namespace twinarm
