// The Lorenz ensemble with Boost.odeint, one trajectory after another.
#include <boost/numeric/odeint.hpp>

#include "bench/peers/lorenz/ensemble.hpp"

namespace twinarm::lorenz {
namespace {

namespace odeint = boost::numeric::odeint;

template <class T>
using DormandPrince =
    odeint::runge_kutta_dopri5<std::array<T, 3>, T, std::array<T, 3>, T, odeint::array_algebra>;
template <class T>
using Classical = odeint::runge_kutta4<std::array<T, 3>, T, std::array<T, 3>, T, odeint::array_algebra>;

template <class T, class Stepper>
Ends solve(const Task& task) {
    Ends ends(task.count);
    for (std::size_t i = 0; i < task.count; ++i) {
        const Equations<T> equations{T(rho_of(i, task.count))};
        const auto system = [&](const std::array<T, 3>& u, std::array<T, 3>& slope, T) {
            slope = equations.at(u);
        };
        std::array<T, 3> u = {T(1), T(0), T(0)};
        constexpr bool estimates_its_error =
            std::is_same_v<typename Stepper::stepper_category, odeint::explicit_error_stepper_fsal_tag>;
        if constexpr (estimates_its_error) {
            if (task.tolerance > 0) {
                const auto stepper = odeint::make_controlled(T(task.tolerance), T(task.tolerance), Stepper());
                odeint::integrate_adaptive(stepper, system, u, T(0), T(1), T(1e-3));
            }
        }
        if (task.tolerance == 0) {
            Stepper stepper;
            for (int step = 0; step < fixed_steps; ++step) stepper.do_step(system, u, T(0), T(1e-3));
        }
        for (std::size_t k = 0; k < 3; ++k) ends[i][k] = double(u[k]);
    }
    return ends;
}

}  // namespace

std::vector<Method> odeint_methods() {
    return {{"dopri5", "double", solve<double, DormandPrince<double>>},
            {"dopri5", "float", solve<float, DormandPrince<float>>},
            {"rk4, fixed steps only", "double", solve<double, Classical<double>>},
            {"rk4, fixed steps only", "float", solve<float, Classical<float>>}};
}

}  // namespace twinarm::lorenz
