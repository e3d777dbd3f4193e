// Markov chains that follow a density's gradient: Hamiltonian Monte Carlo.
#pragma once

#include <Eigen/Dense>
#include <functional>

namespace twinarm::statistics {

/// ln of a density but for a constant; writes its gradient.
using LogDensity = std::function<double(const Eigen::VectorXd& at, Eigen::VectorXd& gradient)>;

/// The normal distribution that fits a density around its mode: covariance root * root'.
struct NormalFit {
    Eigen::VectorXd mode;
    Eigen::MatrixXd root;
};
/// By Newton's method from `start`, the curvature from differences of the gradient. A direction whose
/// curvature is less than `least_curvature` counts as one that has it.
NormalFit normal_fit(const LogDensity& density, Eigen::VectorXd start, double least_curvature = 0.25);

struct ChainLength {
    int warm_up, draws;
};
struct Chain {
    Eigen::MatrixXd draws;  ///< one a column
    double accepted = 0;    ///< mean probability of acceptance after the warm-up
};
/// A chain in the coordinates in which `fit` is standard normal, started from a draw of it: leapfrog
/// trajectories of about a quarter turn, whose step is set in the warm-up so that four fifths are accepted
/// (Hoffman and Gelman 2014, J Mach Learn Res 15:1593). `uniform` gives numbers in (0, 1).
Chain hamiltonian_chain(const LogDensity& density, const NormalFit& fit, const ChainLength& length,
                        const std::function<double()>& uniform);

}  // namespace twinarm::statistics
