// Surfaces that are known come out of noisy rows.
#include "host/statistics/quadratic_surface.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "host/trial/trial_random.hpp"

namespace twinarm::statistics {
namespace {

constexpr int dimensions = 12;

struct Rows {
    Eigen::MatrixXd z;
    Eigen::VectorXd y, noise;
};

double known(const Eigen::VectorXd& z) {
    return 2 + z(0) - 0.5 * z(1) + 0.4 * (z(2) * z(2) - 1) / std::sqrt(2) + 0.6 * z(3) * z(4);
}

/// `rows` standard normal z with known(z), noise of variance `noise` and, unsaid, `misfit`.
Rows rows_of(int rows, double noise, double misfit, std::uint64_t address) {
    trial::UniformSequence random(3, Purpose::calibration_data, address);
    Rows made{Eigen::MatrixXd(rows, dimensions), Eigen::VectorXd(rows),
              Eigen::VectorXd::Constant(rows, noise)};
    for (int i = 0; i < rows; ++i) {
        for (int j = 0; j < dimensions; ++j) made.z(i, j) = normal_quantile(random.next());
        made.y(i) =
            known(made.z.row(i).transpose()) + std::sqrt(noise + misfit) * normal_quantile(random.next());
    }
    return made;
}

const std::vector<int> all = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11};

QuadraticSurface fitted(const Rows& rows) {
    return fit_surface(rows.z, all, rows.y, rows.noise);
}

TEST(QuadraticSurface, OfExactRowsIsTheSurface) {
    const QuadraticSurface surface = fitted(rows_of(400, 1e-8, 0, 0));
    const Rows fresh = rows_of(50, 0, 0, 1);
    for (int i = 0; i < 50; ++i) EXPECT_NEAR(surface.value(fresh.z.row(i).transpose()), fresh.y(i), 1e-3);
    EXPECT_LT(surface.misfit_variance, 1e-3);  // of 1.8
}

// 1,500 rows of noise 0.09 and misfit 0.04: the misfit is found, to which the coefficients' own error adds
// about 0.13 * (terms / rows).
TEST(QuadraticSurface, TellsItsMisfitFromTheNoise) {
    const QuadraticSurface surface = fitted(rows_of(1500, 0.09, 0.04, 0));
    EXPECT_NEAR(surface.misfit_variance, 0.045, 0.015);
    const Rows fresh = rows_of(500, 0, 0, 1);
    double squares = 0;
    for (int i = 0; i < 500; ++i)
        squares += std::pow(surface.value(fresh.z.row(i).transpose()) - fresh.y(i), 2) / 500;
    EXPECT_LT(squares, 0.01);
}

TEST(QuadraticSurface, DoesNotUseColumnsThatItIsNotGiven) {
    const Rows rows = rows_of(300, 0.01, 0, 0);
    const QuadraticSurface surface = fit_surface(rows.z, {0, 1}, rows.y, rows.noise);
    for (const SurfaceTerm& term : surface.terms) {
        EXPECT_LE(term.a, 1);
        EXPECT_LE(term.b, 1);
    }
    // 0.4^2 of the square and 0.6^2 of the pair are beyond it.
    EXPECT_NEAR(surface.misfit_variance, 0.16 + 0.36, 0.2);
}

TEST(QuadraticSurface, HasTheGradientOfItsValue) {
    const QuadraticSurface surface = fitted(rows_of(400, 0.01, 0, 0));
    Eigen::VectorXd at = Eigen::VectorXd::LinSpaced(dimensions, -1, 1);
    Eigen::VectorXd gradient = Eigen::VectorXd::Zero(dimensions);
    surface.add_gradient(at, 2, gradient);
    for (int j = 0; j < dimensions; ++j) {
        Eigen::VectorXd above = at, below = at;
        above(j) += 1e-5;
        below(j) -= 1e-5;
        EXPECT_NEAR(gradient(j), 2 * (surface.value(above) - surface.value(below)) / 2e-5, 1e-6) << j;
    }
}

TEST(VarianceBeyond, IsThatOfResidualsLessTheirNoise) {
    const Eigen::VectorXd residual = Eigen::VectorXd::Constant(100, 2.0);
    EXPECT_NEAR(variance_beyond(residual, Eigen::VectorXd::Constant(100, 1.0)), 3, 1e-9);
    EXPECT_EQ(variance_beyond(residual, Eigen::VectorXd::Constant(100, 5.0)), 0);
}

}  // namespace
}  // namespace twinarm::statistics
