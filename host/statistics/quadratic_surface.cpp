// The choice of pairs and spreads by cross-validation over quarters.
#include "host/statistics/quadratic_surface.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <optional>

#include "host/statistics/ridge_regression.hpp"

namespace twinarm::statistics {
namespace {

constexpr int folds = 4, most_passes = 4;
constexpr std::array<int, 4> pairs_tried = {0, 10, 30, 90};
constexpr std::array<double, 2> spreads_tried = {0.2, 0.05};  ///< of squares and pairs, in sds of y
constexpr double least_variance = 1e-12;                      ///< where all rows are alike
constexpr double least_rows_a_pair = 8;

struct Rows {
    Eigen::MatrixXd z, base;
    Eigen::VectorXd y, noise;

    Rows of(const std::vector<Eigen::Index>& chosen) const {
        return {z(chosen, Eigen::all), base(chosen, Eigen::all), y(chosen), noise(chosen)};
    }
};

Rows rows_with(const Eigen::MatrixXd& z, const std::vector<int>& used, const Eigen::VectorXd& y,
               const Eigen::VectorXd& noise) {
    Rows rows{z(Eigen::all, used), {}, y, noise};
    rows.base = base_of(rows.z);
    return rows;
}

/// One choice: how many pairs, how wide.
struct Choice {
    std::size_t pairs;
    double spread;
};

/// Everything that is fitted at a misfit variance.
class Fit {
  public:
    Fit(Rows rows, double misfit, std::size_t most_pairs) : rows_(std::move(rows)) {
        const double noise = rows_.noise.cwiseMin(1e6).mean();
        const double variance = (rows_.y.array() - rows_.y.mean()).square().mean();
        scale_ = std::sqrt(std::max(variance - noise, variance * 0.01) + least_variance);
        weight_ = (rows_.noise.array() + misfit).inverse();
        const NormalEquations first(rows_.base, rows_.y, weight_, rows_.z.cols());
        const Eigen::VectorXd residual = rows_.y - rows_.base * first.solve(rows_.base.cols(), scale_, 0.1);
        pairs_ = best_pairs(rows_.z, residual, weight_, most_pairs);
        const Eigen::MatrixXd design = design_of(rows_.base, rows_.z, pairs_);
        equations_.emplace(design, rows_.y, weight_, rows_.z.cols());
    }
    Eigen::VectorXd coefficients(const Choice& choice) const {
        const auto pairs = Eigen::Index(std::min(choice.pairs, pairs_.size()));
        return equations_->solve(rows_.base.cols() + pairs, scale_, choice.spread);
    }
    Eigen::VectorXd predicted(const Rows& at, const Choice& choice) const {
        const Eigen::VectorXd slope = coefficients(choice);
        Pairs kept = pairs_;
        kept.resize(std::size_t(slope.size() - rows_.base.cols()));
        return design_of(at.base, at.z, kept) * slope;
    }
    const Pairs& pairs() const { return pairs_; }

  private:
    Rows rows_;
    double scale_ = 1;
    Eigen::VectorXd weight_;
    Pairs pairs_;
    std::optional<NormalEquations> equations_;
};

std::vector<Choice> choices_for(std::size_t most_pairs) {
    std::vector<Choice> all;
    for (const int pairs : pairs_tried)
        if (std::size_t(pairs) <= most_pairs)
            for (const double spread : spreads_tried) all.push_back({std::size_t(pairs), spread});
    return all;
}

/// The choice that predicts left-out quarters best, and the residuals of those predictions.
struct Validated {
    Choice choice{0, 0.1};
    Eigen::VectorXd residual;
};
Validated cross_validated(const Rows& rows, double misfit, std::size_t most_pairs) {
    const std::vector<Choice> choices = choices_for(most_pairs);
    const Eigen::Index n = rows.y.size();
    Eigen::MatrixXd residual(n, Eigen::Index(choices.size()));
    for (int fold = 0; fold < folds; ++fold) {
        std::vector<Eigen::Index> kept, left_out;
        for (Eigen::Index i = 0; i < n; ++i) (i % folds == fold ? left_out : kept).push_back(i);
        const Fit fit(rows.of(kept), misfit, most_pairs);
        const Rows test = rows.of(left_out);
        for (std::size_t c = 0; c < choices.size(); ++c)
            residual(left_out, Eigen::Index(c)) = test.y - fit.predicted(test, choices[c]);
    }
    const Eigen::VectorXd weight = (rows.noise.array() + misfit).inverse();
    Validated best;
    double least = 0;
    for (std::size_t c = 0; c < choices.size(); ++c) {
        const auto column = residual.col(Eigen::Index(c));
        const double loss = weight.dot(column.cwiseAbs2());
        if (c > 0 && loss >= least) continue;
        least = loss;
        best = {choices[c], column};
    }
    return best;
}

}  // namespace

double QuadraticSurface::value(const Eigen::VectorXd& z) const {
    double sum = constant;
    for (const SurfaceTerm& term : terms) {
        const double za = z(term.a);
        const double product = term.b < 0         ? za
                               : term.b == term.a ? (za * za - 1) / std::numbers::sqrt2
                                                  : za * z(term.b);
        sum += term.slope * product;
    }
    return sum;
}

void QuadraticSurface::add_gradient(const Eigen::VectorXd& z, double by, Eigen::VectorXd& gradient) const {
    for (const SurfaceTerm& term : terms) {
        const double size = by * term.slope;
        if (term.b < 0) {
            gradient(term.a) += size;
        } else if (term.b == term.a) {
            gradient(term.a) += size * std::numbers::sqrt2 * z(term.a);
        } else {
            gradient(term.a) += size * z(term.b);
            gradient(term.b) += size * z(term.a);
        }
    }
}

double variance_beyond(const Eigen::VectorXd& residual, const Eigen::VectorXd& noise_variance) {
    const auto excess = [&](double t) {
        return (residual.array().square() / (noise_variance.array() + t)).sum() - double(residual.size());
    };
    if (residual.size() == 0) return 0;
    double high = residual.squaredNorm() / double(residual.size());
    double low = high * 1e-9;
    if (!(high > 0) || excess(low) <= 0) return 0;
    for (int i = 0; i < 60; ++i) {
        const double middle = std::sqrt(low * high);
        (excess(middle) > 0 ? low : high) = middle;
    }
    return high;
}

Eigen::VectorXd rough_surface(const Eigen::MatrixXd& z, const std::vector<int>& used,
                              const Eigen::VectorXd& y, const Eigen::VectorXd& noise_variance) {
    const Rows rows = rows_with(z, used, y, noise_variance);
    const double all = (y.array() - y.mean()).square().mean();
    return Fit(rows, 0.1 * all + least_variance, 0).predicted(rows, {0, 0.1});
}

QuadraticSurface fit_surface(const Eigen::MatrixXd& z, const std::vector<int>& used, const Eigen::VectorXd& y,
                             const Eigen::VectorXd& noise_variance) {
    const Rows rows = rows_with(z, used, y, noise_variance);
    const auto d = std::size_t(rows.z.cols());
    const std::size_t most_pairs = std::min({std::size_t(pairs_tried.back()), d * (d - (d > 0)) / 2,
                                             std::size_t(double(y.size()) / least_rows_a_pair)});
    const double all = (y.array() - y.mean()).square().mean();
    const double least = 1e-10 * all + least_variance;
    const auto beyond_noise = [&](const Eigen::VectorXd& residual) {
        return std::max(variance_beyond(residual, noise_variance), least);
    };
    const Fit without_pairs(rows, std::max(0.1 * all, least), 0);
    double misfit = beyond_noise(y - without_pairs.predicted(rows, {0, 0.1}));
    Validated validated;
    const double noise = noise_variance.cwiseMin(1e6).mean();
    for (int pass = 0; pass < most_passes; ++pass) {
        const double before = misfit;
        validated = cross_validated(rows, misfit, most_pairs);
        misfit = beyond_noise(validated.residual);
        if (misfit + noise > 0.5 * (before + noise)) break;  // the weights would hardly change
    }
    const Fit fit(rows, misfit, most_pairs);
    const Eigen::VectorXd slope = fit.coefficients(validated.choice);
    QuadraticSurface surface;
    surface.constant = slope(0);
    surface.misfit_variance = misfit;
    for (std::size_t a = 0; a < d; ++a) {
        surface.terms.push_back({used[a], -1, slope(Eigen::Index(1 + a))});
        surface.terms.push_back({used[a], used[a], slope(Eigen::Index(1 + d + a))});
    }
    for (Eigen::Index k = 0; k < slope.size() - rows.base.cols(); ++k) {
        const auto& [a, b] = fit.pairs()[std::size_t(k)];
        surface.terms.push_back({used[std::size_t(a)], used[std::size_t(b)], slope(rows.base.cols() + k)});
    }
    return surface;
}

}  // namespace twinarm::statistics
