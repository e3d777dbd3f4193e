// The Lorenz ensemble with twinarm's stepper, step control and packs; each lane has its own clock and takes
// the next trajectory when it is done, as in the engine.
#include "bench/peers/lorenz/ensemble.hpp"
#include "kernels/core/lanes.hpp"
#include "kernels/ode/integrate.hpp"

namespace twinarm::lorenz {
namespace {

template <class V>
struct System {
    Equations<V> equations;
    Vector<V, 3> operator()(V, const Vector<V, 3>& u) const { return equations.at(u); }
};

template <class V>
const Vector<V, 3> start = {{V(1), V(0), V(0)}};

template <class V>
Ends fixed(const Task& task) {
    using T = ScalarOf<V>;
    constexpr int lanes = lane_count<V>;
    Ends ends(task.count);
    for (std::size_t first = 0; first < task.count; first += lanes) {
        System<V> system{};
        for (int i = 0; i < lanes; ++i)
            set_lane(system.equations.rho, i, T(rho_of(first + std::size_t(i), task.count)));
        Vector<V, 3> u = start<V>, slope = system(V(0), u);
        const V h = V(T(1e-3));
        for (int step = 0; step < fixed_steps; ++step) {
            const auto trial = Tsit5::step(system, V(0), u, slope, h);
            u = trial.end, slope = trial.slope_at_end;
        }
        for (int i = 0; i < lanes && first + std::size_t(i) < task.count; ++i)
            for (int k = 0; k < 3; ++k) ends[first + std::size_t(i)][std::size_t(k)] = double(lane(u[k], i));
    }
    return ends;
}

template <class V>
Ends controlled(const Task& task) {
    using T = ScalarOf<V>;
    constexpr int lanes = lane_count<V>;
    Ends ends(task.count);
    const T tolerance = T(task.tolerance);
    const auto scale = [&](int, V magnitude) { return V(tolerance) + V(tolerance) * magnitude; };
    const SolverSettings settings;
    System<V> system{V(0)};
    Progress<V, 3> at{};
    std::array<std::size_t, lanes> trajectory;
    std::size_t next = 0;
    const auto begin = [&](int i) {
        trajectory[std::size_t(i)] = next;
        set_lane(at.length, i, next < task.count ? T(1) : T(1e30));  // a lane without work never ends
        const std::size_t number = next < task.count ? next++ : 0;
        set_lane(system.equations.rho, i, T(rho_of(number, task.count)));
        for (int k = 0; k < 3; ++k) set_lane(at.state[k], i, T(k == 0 ? 1 : 0));
        set_lane(at.elapsed, i, T(0)), set_lane(at.step, i, T(1e-3));
        set_lane(at.accepted, i, T(0)), set_lane(at.rejected, i, T(0));
    };
    for (int i = 0; i < lanes; ++i) begin(i);
    at.slope = system(V(0), at.state);
    for (std::size_t done = 0; done < task.count;) {
        advance(at, system, scale, settings);
        const auto over = at.elapsed >= at.length;
        if (!any(over)) continue;
        for (int i = 0; i < lanes; ++i) {
            if (!(lane(at.elapsed, i) >= lane(at.length, i))) continue;
            for (int k = 0; k < 3; ++k)
                ends[trajectory[std::size_t(i)]][std::size_t(k)] = double(lane(at.state[k], i));
            ++done;
            begin(i);
        }
        at.slope = system(V(0), at.state);
    }
    return ends;
}

template <class V>
Ends solve(const Task& task) {
    return task.tolerance > 0 ? controlled<V>(task) : fixed<V>(task);
}

}  // namespace

std::vector<Method> twinarm_methods() {
    return {{"Tsit5, 1 lane", "double", solve<double>},
            {"Tsit5, 4 lanes", "double", solve<Pack<double, 4>>},
            {"Tsit5, 8 lanes", "double", solve<Pack<double, 8>>},
            {"Tsit5, 1 lane", "float", solve<float>},
            {"Tsit5, 8 lanes", "float", solve<Pack<float, 8>>},
            {"Tsit5, 16 lanes", "float", solve<Pack<float, 16>>}};
}

}  // namespace twinarm::lorenz
