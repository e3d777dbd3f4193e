// Peer: Boost.odeint's controlled Runge-Kutta steppers on the same equations.
#include <array>
#include <bit>
#include <boost/numeric/odeint.hpp>
#include <boost/version.hpp>
#include <cmath>
#include <stdexcept>

#include "bench/peers/equations.hpp"
#include "bench/peers/serve.hpp"

namespace {

using namespace twinarm;
using namespace twinarm::peers;
namespace odeint = boost::numeric::odeint;
using Numbers = std::array<double, state_count>;

/// The error measure that twinarm and CVODE use: root mean square, logarithms by absolute error.
struct RootMeanSquare {
    double rtol, atol;
    template <class Algebra, class Slope, class Time>
    double error(Algebra&, const Numbers& before, const Slope&, Numbers& error, Time) const {
        double sum = 0;
        for (std::size_t i = 0; i < error.size(); ++i) {
            const bool logarithmic = i == log_sensitive || i == log_resistant;
            const double share = error[i] / (logarithmic ? rtol : atol + rtol * std::abs(before[i]));
            sum += share * share;
        }
        return std::sqrt(sum / double(error.size()));
    }
};

template <class Stepper, class Checker>
Solve controlled(const Checker& checker) {
    using Adjuster = odeint::default_step_adjuster<double, double>;
    using Controlled = odeint::controlled_runge_kutta<Stepper, Checker, Adjuster>;
    return [checker](const RecordedCourse& course, double* sld_mm, Answer& counts) {
        Controlled stepper(checker, Adjuster(), Stepper());
        Numbers y = std::bit_cast<Numbers>(course.start);
        double step = 1;
        Equations equations;
        equations.begin(course);
        for (const RecordedLeg& leg : course.legs) {
            equations.begin(leg, 0);
            const auto system = [&](const Numbers& at, Numbers& slope, double t) {
                slope = std::bit_cast<Numbers>(equations(t, std::bit_cast<State<double>>(at)));
                ++counts.evaluations;
            };
            if (leg.infusion_starts) step = std::min(step, 1e-3);
            if constexpr (requires { stepper.reset(); }) stepper.reset();
            for (double t = 0; t < leg.length;) {
                const bool last = step >= leg.length - t;
                double tried = last ? leg.length - t : step;
                const bool good = stepper.try_step(system, y, t, tried) == odeint::success;
                if (!(tried > 1e-10)) throw std::runtime_error("step underflow");
                // A step cut short by the leg's end is no reason to shorten the proposed step.
                step = good && last ? std::max(step, tried) : tried;
                if (good && last) t = leg.length;
                ++counts.steps;
            }
            if (leg.scan >= 0) sld_mm[leg.scan] = sld_at_visit(leg, std::bit_cast<State<double>>(y));
        }
    };
}

using DormandPrince = odeint::runge_kutta_dopri5<Numbers, double, Numbers, double, odeint::array_algebra>;
using Fehlberg78 = odeint::runge_kutta_fehlberg78<Numbers, double, Numbers, double, odeint::array_algebra>;
using OwnChecker = odeint::default_error_checker<double, odeint::array_algebra, odeint::default_operations>;

Solve make(const Request& r) {
    if (r.method == "dopri5, odeint's error measure")
        return controlled<DormandPrince>(OwnChecker(r.atol, r.rtol));
    if (r.method == "fehlberg78") return controlled<Fehlberg78>(RootMeanSquare{r.rtol, r.atol});
    return controlled<DormandPrince>(RootMeanSquare{r.rtol, r.atol});
}

}  // namespace

int main(int count, char** argument) {
    const std::string version = BOOST_LIB_VERSION;
    return serve_courses(
        {"Boost.odeint " + version, {"dopri5", "dopri5, odeint's error measure", "fehlberg78"}}, make, count,
        argument);
}
