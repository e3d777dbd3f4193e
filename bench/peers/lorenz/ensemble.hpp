// The Lorenz ensemble of the DiffEqGPU and MPGOS papers: many trajectories that differ in one parameter.
#pragma once

#include <array>
#include <string>
#include <vector>

namespace twinarm::lorenz {

/// u' = (sigma (y - x), x (rho - z) - y, x y - beta z), u(0) = (1, 0, 0), t from 0 to 1; trajectory i has
/// rho = 21 i / (count - 1). All constants in the type of the state: a double literal in a float program is a
/// known flaw of that benchmark.
template <class T>
struct Equations {
    T rho;
    template <class State>
    State at(const State& u) const {
        return {T(10) * (u[1] - u[0]), u[0] * (rho - u[2]) - u[1], u[0] * u[1] - T(8.0 / 3.0) * u[2]};
    }
};

inline double rho_of(std::size_t trajectory, std::size_t count) {
    return 21.0 * double(trajectory) / double(count - 1);
}

inline constexpr int fixed_steps = 1000;  ///< of 1e-3

/// How to integrate. tolerance 0: `fixed_steps` steps; else error control with rtol = atol = tolerance.
struct Task {
    std::size_t count;
    double tolerance;
};

/// End states, one trajectory after another.
using Ends = std::vector<std::array<double, 3>>;

struct Method {
    std::string name, precision;
    Ends (*solve)(const Task&);
};

/// What this program offers.
std::vector<Method> twinarm_methods();
std::vector<Method> odeint_methods();

}  // namespace twinarm::lorenz
