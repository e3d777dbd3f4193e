// A second solver for tests: Runge-Kutta-Fehlberg 7(8) of Boost.Odeint, at a tolerance near machine
// precision.
#pragma once

#include <algorithm>
#include <array>

// GCC 12 takes the copy of a stepper that has not stepped yet for a use of its empty stages.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wuninitialized"
#include <boost/numeric/odeint.hpp>

namespace twinarm::oracle {

/// y at `end` of y' = slope(t, y), from `y` at `begin`. `slope` takes and returns std::array<double, N>.
template <std::size_t N, class Slope>
std::array<double, N> solve(const Slope& slope, std::array<double, N> y, double begin, double end,
                            double tolerance = 1e-14) {
    namespace odeint = boost::numeric::odeint;
    const auto system = [&](const std::array<double, N>& x, std::array<double, N>& dxdt, double t) {
        dxdt = slope(t, x);
    };
    using Stepper = odeint::runge_kutta_fehlberg78<std::array<double, N>>;
    odeint::integrate_adaptive(odeint::make_controlled<Stepper>(tolerance, tolerance), system, y, begin, end,
                               std::min(1e-3, end - begin));
    return y;
}

}  // namespace twinarm::oracle
#pragma GCC diagnostic pop
