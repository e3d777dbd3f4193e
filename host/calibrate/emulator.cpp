// A surface for each column, over the hyper-parameters that its experiment has.
#include "host/calibrate/emulator.hpp"

#include <cmath>

#include "host/statistics/proportion.hpp"
#include "kernels/launch/work_queue.hpp"

namespace twinarm::calibrate {
namespace {

/// The hyper-parameters that move a column: not those of other diseases, nor those of trials.
std::vector<int> used_by(const Calibration& calibration, const SummaryRequest& request) {
    std::vector<int> used;
    for (std::size_t h = 0; h < calibration.hyper.size(); ++h) {
        const HyperParameter& hyper = calibration.hyper[h];
        const bool here = calibration.experiments.empty() || hyper.disease.empty() ||
                          hyper.disease == calibration.experiments[request.experiment].cohort.disease;
        if (here && !hyper.path.starts_with("trial.")) used.push_back(int(h));
    }
    return used;
}

Eigen::Map<const Eigen::VectorXd> as_vector(const std::vector<double>& values) {
    return {values.data(), Eigen::Index(values.size())};
}

/// Variance of the logit of a share of so many patients, where the surface has `logit`.
double variance_of_share(const SummaryRequest& request, const Summary& summary, double logit) {
    constexpr double farthest = 8;  // what lies beyond has the error of what lies here
    const double p = reported_value(request, std::clamp(logit, -farthest, farthest));
    return 1 / ((summary.of + 1) * p * (1 - p));
}

/// A surface through one column. The error of a share is that of the surface's share, not of the row's own:
/// a row that by chance has few would else count for less, and one with none for nothing.
statistics::QuadraticSurface surface_of(const SummaryRequest& request, const Eigen::MatrixXd& latents,
                                        const std::vector<int>& used,
                                        const std::vector<const Summary*>& summaries) {
    const auto n = Eigen::Index(summaries.size());
    Eigen::VectorXd y(n), noise(n);
    for (Eigen::Index i = 0; i < n; ++i) {
        const OnScale one = on_scale(request, *summaries[std::size_t(i)]);
        y(i) = one.value;
        noise(i) = one.variance;
    }
    if (request.is_count()) {
        double value = 0, of = 0;
        for (const Summary* one : summaries) {
            value += one->value;
            of += one->of;
        }
        const double p = share_of({value, of});
        for (Eigen::Index i = 0; i < n; ++i)
            noise(i) = 1 / ((summaries[std::size_t(i)]->of + 1) * p * (1 - p));
        const Eigen::VectorXd first = statistics::rough_surface(latents, used, y, noise);
        for (Eigen::Index i = 0; i < n; ++i)
            noise(i) = variance_of_share(request, *summaries[std::size_t(i)], first(i));
    }
    return statistics::fit_surface(latents, used, y, noise);
}

}  // namespace

Emulator::Emulator(const Calibration& calibration, const ReferenceTable& table,
                   const std::vector<std::size_t>& rows, int threads)
    : surface_(calibration.summaries.size()) {
    Eigen::MatrixXd latents(Eigen::Index(rows.size()), Eigen::Index(calibration.hyper.size()));
    for (std::size_t i = 0; i < rows.size(); ++i)
        latents.row(Eigen::Index(i)) = as_vector(table.rows[rows[i]].latent);
    WorkQueue queue(surface_.size(), 1);
    share_work(std::vector<int>(std::size_t(std::max(threads, 1))), queue, [&](int, WorkQueue& columns) {
        for (Chunk chunk{}; columns.take(chunk);) {
            const auto c = std::size_t(chunk.done);
            std::vector<const Summary*> summaries;
            for (const std::size_t row : rows) summaries.push_back(&table.rows[row].summaries[c]);
            const SummaryRequest& request = calibration.summaries[c];
            surface_[c] = surface_of(request, latents, used_by(calibration, request), summaries);
        }
    });
}

Eigen::VectorXd Emulator::predicted(const Eigen::VectorXd& latent) const {
    Eigen::VectorXd values(Eigen::Index(surface_.size()));
    for (std::size_t c = 0; c < surface_.size(); ++c) values(Eigen::Index(c)) = surface_[c].value(latent);
    return values;
}

void Emulator::add_gradient(const Eigen::VectorXd& latent, const Eigen::VectorXd& by_column,
                            Eigen::VectorXd& gradient) const {
    for (std::size_t c = 0; c < surface_.size(); ++c)
        if (by_column(Eigen::Index(c)) != 0)
            surface_[c].add_gradient(latent, by_column(Eigen::Index(c)), gradient);
}

double Emulator::error_sd(std::size_t column) const {
    return std::sqrt(surface_[column].misfit_variance);
}

std::vector<EmulatorCheck> check_emulator(const Calibration& calibration, const Emulator& emulator,
                                          const ReferenceTable& table, const std::vector<std::size_t>& rows) {
    std::vector<EmulatorCheck> checks(emulator.columns());
    std::vector<Eigen::VectorXd> predicted;
    for (const std::size_t row : rows)
        predicted.push_back(emulator.predicted(as_vector(table.rows[row].latent)));
    const double n = double(rows.size()), quantile95 = statistics::two_sided_normal_quantile(0.95);
    for (std::size_t c = 0; c < checks.size(); ++c) {
        EmulatorCheck& check = checks[c];
        const SummaryRequest& request = calibration.summaries[c];
        check.misfit = emulator.error_sd(c);
        double squares = 0, y_sum = 0, y_squares = 0, noise_sum = 0, residual_squares = 0;
        for (std::size_t i = 0; i < rows.size(); ++i) {
            const Summary& summary = table.rows[rows[i]].summaries[c];
            const double centre = predicted[i](Eigen::Index(c));
            const OnScale own = on_scale(request, summary);
            const double noise =
                request.is_count() ? variance_of_share(request, summary, centre) : own.variance;
            const double off = own.value - centre;
            const double standard = off / std::sqrt(noise + check.misfit * check.misfit);
            check.mean += standard / n;
            squares += standard * standard / n;
            check.within_95 += (std::abs(standard) < quantile95) / n;
            y_sum += own.value / n;
            y_squares += own.value * own.value / n;
            noise_sum += noise / n;
            residual_squares += off * off / n;
        }
        check.sd = std::sqrt(std::max(squares - check.mean * check.mean, 0.0));
        const double beyond = y_squares - y_sum * y_sum - noise_sum;
        check.explained = beyond > 0 ? 1 - std::max(residual_squares - noise_sum, 0.0) / beyond : 0;
    }
    return checks;
}

std::vector<std::size_t> rows_of(const ReferenceTable& table, int first, int last) {
    std::vector<std::size_t> rows;
    for (std::size_t i = 0; i < table.rows.size(); ++i)
        if (table.generation[i] >= first && table.generation[i] < last) rows.push_back(i);
    return rows;
}

}  // namespace twinarm::calibrate
