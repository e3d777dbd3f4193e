// Newton's method, leapfrog steps, dual averaging.
#include "host/statistics/hamiltonian.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "kernels/core/normal.hpp"

namespace twinarm::statistics {
namespace {

constexpr int newton_steps = 30;
constexpr double difference = 1e-4;   ///< of coordinates, for the curvature
constexpr double near_enough = 0.02;  ///< of a mode, in sds
constexpr double wanted_acceptance = 0.8;
constexpr int most_leaps = 64;

/// Minus the matrix of second derivatives, in eigenvectors.
Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> curvature(const LogDensity& density,
                                                         const Eigen::VectorXd& at) {
    const Eigen::Index d = at.size();
    Eigen::MatrixXd second(d, d);
    Eigen::VectorXd above(d), below(d);
    for (Eigen::Index i = 0; i < d; ++i) {
        Eigen::VectorXd moved = at;
        moved(i) += difference;
        density(moved, above);
        moved(i) -= 2 * difference;
        density(moved, below);
        second.col(i) = (below - above) / (2 * difference);
    }
    return Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd>((second + second.transpose()) / 2);
}

/// Where a trajectory stands, in white coordinates.
struct Phase {
    Eigen::VectorXd at, gradient, momentum;
    double log_density;

    double energy() const { return momentum.squaredNorm() / 2 - log_density; }
};

/// Dual averaging of ln(step).
class StepSize {
  public:
    explicit StepSize(double first) : log_step_(std::log(first)), centre_(std::log(10 * first)) {}
    double step() const { return std::exp(log_step_); }
    void adapt(double acceptance) {
        ++count_;
        const double rate = 1 / (count_ + 10.0);
        error_ = (1 - rate) * error_ + rate * (wanted_acceptance - acceptance);
        log_step_ = centre_ - std::sqrt(double(count_)) / 0.05 * error_;
        log_step_ = std::clamp(log_step_, -10.0, 0.8);
        const double weight = std::pow(count_, -0.75);
        average_ = weight * log_step_ + (1 - weight) * average_;
    }
    void settle() {
        if (count_ > 0) log_step_ = average_;
    }

  private:
    double log_step_, centre_, error_ = 0, average_ = 0;
    int count_ = 0;
};

}  // namespace

NormalFit normal_fit(const LogDensity& density, Eigen::VectorXd start, double least_curvature) {
    Eigen::VectorXd gradient(start.size()), tried_gradient(start.size());
    double value = density(start, gradient);
    auto eigen = curvature(density, start);
    for (int i = 0; i < newton_steps; ++i) {
        const Eigen::VectorXd size = eigen.eigenvalues().cwiseMax(least_curvature);
        const Eigen::VectorXd in_sds =
            (eigen.eigenvectors().transpose() * gradient).cwiseQuotient(size.cwiseSqrt());
        if (!(in_sds.norm() > near_enough)) break;
        const Eigen::VectorXd step = eigen.eigenvectors() * in_sds.cwiseQuotient(size.cwiseSqrt());
        bool better = false;
        for (double part = 1; part > 1e-4 && !better; part /= 2) {
            const Eigen::VectorXd moved = start + part * step;
            const double found = density(moved, tried_gradient);
            better = found > value;
            if (!better) continue;
            start = moved;
            value = found;
            gradient = tried_gradient;
        }
        if (!better) break;
        eigen = curvature(density, start);
    }
    const Eigen::VectorXd size = eigen.eigenvalues().cwiseMax(least_curvature);
    return {start, eigen.eigenvectors() * size.cwiseSqrt().cwiseInverse().asDiagonal()};
}

Chain hamiltonian_chain(const LogDensity& density, const NormalFit& fit, const ChainLength& length,
                        const std::function<double()>& uniform) {
    const Eigen::Index d = fit.mode.size();
    const auto normals = [&] {
        Eigen::VectorXd z(d);
        for (Eigen::Index i = 0; i < d; ++i) z(i) = normal_quantile(uniform());
        return z;
    };
    Eigen::VectorXd gradient(d);
    const auto evaluate = [&](Phase& phase) {
        phase.log_density = density(fit.mode + fit.root * phase.at, gradient);
        phase.gradient = fit.root.transpose() * gradient;
    };
    Phase now{normals(), {}, {}, 0};
    evaluate(now);
    StepSize size(1.5 / std::pow(double(d), 0.25));
    Chain chain{Eigen::MatrixXd(d, length.draws), 0};
    for (int i = 0; i < length.warm_up + length.draws; ++i) {
        if (i == length.warm_up) size.settle();
        now.momentum = normals();
        const double step = size.step();
        const double turn = std::numbers::pi / 2 * (0.7 + 0.6 * uniform());
        const int leaps = std::clamp(int(std::lround(turn / step)), 1, most_leaps);
        Phase next = now;
        next.momentum += step / 2 * next.gradient;
        for (int leap = 0; leap < leaps; ++leap) {
            next.at += step * next.momentum;
            evaluate(next);
            next.momentum += (leap + 1 < leaps ? step : step / 2) * next.gradient;
        }
        const double change = now.energy() - next.energy();
        const double acceptance = std::isfinite(change) ? std::min(1.0, std::exp(change)) : 0;
        if (uniform() < acceptance) now = next;
        if (i < length.warm_up) {
            size.adapt(acceptance);
        } else {
            chain.draws.col(i - length.warm_up) = fit.mode + fit.root * now.at;
            chain.accepted += acceptance / length.draws;
        }
    }
    return chain;
}

}  // namespace twinarm::statistics
