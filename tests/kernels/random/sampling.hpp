// Helpers of the sampling tests: marginals in a line, and many patients of a small population.
#pragma once

#include <cmath>
#include <cstdint>
#include <vector>

#include "kernels/random/sample.hpp"

namespace twinarm {

inline Marginal marginal_of(DistributionKind kind, double location, double scale, double lower = 0,
                            double upper = 1) {
    Marginal marginal{};
    marginal.kind = kind;
    marginal.component_count = 1;
    marginal.copula_row = -1;
    marginal.component[0] = {1, location, scale, lower, upper};
    return marginal;
}

inline Marginal mixture_of(DistributionKind kind, const std::vector<MarginalComponent>& components) {
    Marginal marginal{};
    marginal.kind = kind;
    marginal.component_count = int(components.size());
    marginal.copula_row = -1;
    for (std::size_t i = 0; i < components.size(); ++i) marginal.component[i] = components[i];
    return marginal;
}

/// values[i] is parameter i of patients 0, 1, ...; parameter i has draw number 10 + 3 i.
inline std::vector<std::vector<double>> sample_patients(const std::vector<Marginal>& marginals, int patients,
                                                        const Copula& copula = {}, std::uint64_t seed = 1) {
    std::vector<std::uint32_t> draws;
    for (std::size_t i = 0; i < marginals.size(); ++i) draws.push_back(std::uint32_t(10 + 3 * i));
    std::vector<std::vector<double>> values(marginals.size(), std::vector<double>(std::size_t(patients)));
    std::vector<double> patient(marginals.size());
    for (int k = 0; k < patients; ++k) {
        sample_parameters(marginals.data(), int(marginals.size()), draws.data(), copula, seed,
                          std::uint64_t(k), patient.data());
        for (std::size_t i = 0; i < marginals.size(); ++i) values[i][std::size_t(k)] = patient[i];
    }
    return values;
}

inline std::vector<double> sample_one(const Marginal& marginal, int patients) {
    return sample_patients({marginal}, patients)[0];
}

inline double mean_of(const std::vector<double>& x) {
    double sum = 0;
    for (const double value : x) sum += value;
    return sum / double(x.size());
}

inline double correlation_of(const std::vector<double>& x, const std::vector<double>& y) {
    const double mean_x = mean_of(x), mean_y = mean_of(y);
    double xx = 0, yy = 0, xy = 0;
    for (std::size_t i = 0; i < x.size(); ++i) {
        xx += (x[i] - mean_x) * (x[i] - mean_x);
        yy += (y[i] - mean_y) * (y[i] - mean_y);
        xy += (x[i] - mean_x) * (y[i] - mean_y);
    }
    return xy / std::sqrt(xx * yy);
}

}  // namespace twinarm
