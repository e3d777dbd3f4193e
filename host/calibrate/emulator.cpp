// Weighted linear regression of columns, and the normal posterior that follows.
#include "host/calibrate/emulator.hpp"

#include <cmath>

#include "host/statistics/weighted.hpp"
#include "host/statistics/weights.hpp"

namespace twinarm::calibrate {
namespace {

double logit(double p) {
    return std::log(p / (1 - p));
}

/// A report on the scale of the regression, with its variance.
struct Reported {
    double value, variance;
};

Reported report_of(const TargetPart& part, double shift, double between_trial_sd) {
    if (const auto* quantile = std::get_if<ObservedQuantile>(&part.observed))
        return {quantile->value, quantile->standard_deviation * quantile->standard_deviation};
    const auto& [x, n] = std::get<ObservedCount>(part.observed);
    const double p = (x + 0.5) / (n + 1);
    const double binomial = 1 / ((n + 1) * p * (1 - p));
    return {logit(p) - shift, between_trial_sd * between_trial_sd + binomial};
}

double on_scale(const Target& target, const Summary& summary) {
    return target.quantile ? summary.value : logit(share_of(summary));
}

}  // namespace

Proposal emulated_posterior(const Calibration& calibration, const ReferenceTable& table,
                            const std::vector<double>& weights) {
    const auto d = Eigen::Index(calibration.hyper.size());
    const auto rows = Eigen::Index(table.rows.size());
    Eigen::MatrixXd design(rows, d + 1);  // rows scaled by the root of their weight
    for (Eigen::Index i = 0; i < rows; ++i) {
        const double root = std::sqrt(weights[std::size_t(i)]);
        design(i, 0) = root;
        for (Eigen::Index j = 0; j < d; ++j)
            design(i, j + 1) = root * table.rows[std::size_t(i)].latent[std::size_t(j)];
    }
    // A slope is a priori within about 1: with few rows, better none than one of noise.
    Eigen::MatrixXd normal = design.transpose() * design;
    normal.diagonal().tail(d).array() += 1 / statistics::effective_sample_size(weights);
    const Eigen::LDLT<Eigen::MatrixXd> solver(normal);

    Eigen::MatrixXd precision = Eigen::MatrixXd::Identity(d, d);
    Eigen::VectorXd pull = Eigen::VectorXd::Zero(d);
    const std::vector<double> middle(calibration.hyper.size(),
                                     0.0);  // where the between-trial sd is uncertain
    for (const Target& target : calibration.targets)
        for (std::size_t p = 0; p < target.parts.size(); ++p) {
            Eigen::VectorXd column(rows);
            for (Eigen::Index i = 0; i < rows; ++i)
                column(i) = std::sqrt(weights[std::size_t(i)]) *
                            on_scale(target, table.rows[std::size_t(i)].summaries[target.parts[p].summary]);
            const Eigen::VectorXd fit = solver.solve(design.transpose() * column);
            const double residual = (column - design * fit).squaredNorm();  // weights sum to 1
            const Reported report = report_of(target.parts[p], p == 0 ? target.logit_shift : 0,
                                              between_trial_sd(calibration.hyper, target, middle));
            const Eigen::VectorXd slope = fit.tail(d);
            const double variance = report.variance + residual;
            precision += slope * slope.transpose() / variance;
            pull += slope * (report.value - fit(0)) / variance;
        }
    Eigen::MatrixXd covariance = precision.inverse();
    Eigen::VectorXd mean = covariance * pull;
    // No column follows the sd between trials: of it the weighted rows themselves are the picture.
    for (const Target& target : calibration.targets) {
        if (target.between_trial_hyper < 0) continue;
        const auto sd = Eigen::Index(target.between_trial_hyper);
        std::vector<double> latents;
        for (const TableRow& row : table.rows) latents.push_back(row.latent[std::size_t(sd)]);
        const statistics::Moments moments = statistics::weighted_moments(latents, weights);
        mean(sd) = moments.mean;
        covariance.row(sd).setZero();
        covariance.col(sd).setZero();
        covariance(sd, sd) = moments.sd * moments.sd;
        break;  // all targets without their own sd share it
    }
    return {mean, covariance};
}

}  // namespace twinarm::calibrate
