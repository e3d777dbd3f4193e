// Calibrations whose posterior is known in closed form: a row is simulated by a formula.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "host/calibrate/build_table.hpp"
#include "host/trial/trial_random.hpp"

namespace twinarm::test {

inline calibrate::HyperParameter hyper(const std::string& path, DistributionKind kind, double location,
                                       double scale) {
    calibrate::HyperParameter made;
    made.path = path;
    made.unit = "1";
    made.prior.kind = kind;
    made.prior.component_count = 1;
    made.prior.copula_row = -1;
    made.prior.component[0] = {1, location, scale, 0, 1};
    return made;
}

inline calibrate::SummaryRequest column(const std::string& name) {
    calibrate::SummaryRequest made;
    made.name = name;
    return made;
}

/// A column of values with standard errors, compared as they are.
inline calibrate::SummaryRequest value_column(const std::string& name) {
    calibrate::SummaryRequest made = column(name);
    made.measure = calibrate::Measure::quantile;
    made.scale = calibrate::Scale::identity;
    return made;
}

/// The value of column `summary` was observed with this standard deviation.
inline calibrate::Target value_target(const std::string& id, std::size_t summary, double value, double sd) {
    calibrate::Target made;
    made.id = made.trial = id;
    made.parts = {{summary, "value", calibrate::Among::all, calibrate::ObservedValue{value, sd}}};
    return made;
}

/// x of n patients, where column `summary` is the share.
inline calibrate::Target count_target(const std::string& id, std::size_t summary, double x, double n,
                                      double between_trial_sd = 0) {
    calibrate::Target made;
    made.id = made.trial = id;
    made.between_trial_sd = between_trial_sd;
    made.parts = {{summary, "count", calibrate::Among::all, calibrate::ObservedCount{x, n}}};
    return made;
}

/// A share that is known exactly: enough simulated patients that their error does not matter.
inline calibrate::Summary exact_share(double p) {
    constexpr double many = 1e12;
    return {p * many, many};
}

/// `count` standard normal hyper-parameters.
inline calibrate::Calibration normal_calibration(int count, std::vector<int> generations) {
    calibrate::Calibration made;
    made.id = "toy";
    made.key = "toy";
    made.generations = std::move(generations);
    for (int i = 0; i < count; ++i)
        made.hyper.push_back(hyper("h." + std::to_string(i), DistributionKind::normal, 0, 1));
    return made;
}

inline calibrate::ReferenceTable table_of_rows(const calibrate::Calibration& calibration,
                                               const calibrate::RowSimulator& simulate, int threads = 1) {
    calibrate::ReferenceTable table;
    calibrate::BuildOptions options;
    options.threads = threads;
    calibrate::build_table(calibration, simulate, options, nullptr, table);
    return table;
}

/// Rows that depend on their latents alone.
inline calibrate::ReferenceTable table_of(
    const calibrate::Calibration& calibration,
    const std::function<calibrate::TableRow(const std::vector<double>&)>& simulate, int threads = 1) {
    return table_of_rows(
        calibration, [&](const std::vector<double>& z, std::uint64_t) { return simulate(z); }, threads);
}

/// A share of `patients` patients who are drawn by the row's and the column's number.
inline calibrate::Summary drawn_share(double p, int patients, std::uint64_t row, std::uint64_t column) {
    trial::UniformSequence random(7, Purpose::twin_trial, row << 16 | column);
    calibrate::Summary share{0, double(patients)};
    for (int k = 0; k < patients; ++k) share.value += random.next() < p;
    return share;
}

}  // namespace twinarm::test
