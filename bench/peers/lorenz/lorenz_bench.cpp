// One round of the Lorenz ensemble on one thread: every method once, as JSON lines.
#include <algorithm>
#include <chrono>
#include <cmath>
#include <iostream>
#include <nlohmann/json.hpp>

#include "bench/peers/lorenz/ensemble.hpp"

namespace {

using namespace twinarm::lorenz;

/// 99% quantile over trajectories of the relative distance from the reference.
double p99_error(const Ends& ends, const Ends& reference) {
    std::vector<double> error;
    for (std::size_t i = 0; i < ends.size(); ++i) {
        double distance = 0, size = 0;
        for (std::size_t k = 0; k < 3; ++k) {
            distance += std::pow(ends[i][k] - reference[i][k], 2);
            size += std::pow(reference[i][k], 2);
        }
        error.push_back(std::sqrt(distance / size));
    }
    const auto place = error.begin() + std::ptrdiff_t(0.99 * double(error.size()));
    std::nth_element(error.begin(), place, error.end());
    return *place;
}

}  // namespace

int main(int count, char** argument) {
    if (count < 2) return 2;
    const std::size_t trajectories = std::stoull(argument[1]);
    std::vector<Method> methods = twinarm_methods();
    const std::size_t own = methods.size();
    for (const Method& method : odeint_methods()) methods.push_back(method);
    const Ends reference = methods[0].solve({trajectories, 1e-13});
    for (const double tolerance : {0.0, 1e-6, 1e-8})
        for (std::size_t i = 0; i < methods.size(); ++i) {
            const Method& method = methods[i];
            if (tolerance > 0 && method.name.find("fixed") != std::string::npos) continue;
            const auto start = std::chrono::steady_clock::now();
            const Ends ends = method.solve({trajectories, tolerance});
            const std::chrono::duration<double> wall = std::chrono::steady_clock::now() - start;
            std::cout << nlohmann::json{{"program", i < own ? "twinarm" : "Boost.odeint"},
                                        {"method", method.name},
                                        {"precision", method.precision},
                                        {"tolerance", tolerance},
                                        {"seconds", wall.count()},
                                        {"p99_error", p99_error(ends, reference)}}
                      << std::endl;
        }
    return 0;
}
