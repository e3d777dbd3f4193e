// twinarm's static sparse LU as a linear solver of CVODE: what no user of CVODE has, but CVODE's best chance.
#pragma once

#include <cvode/cvode.h>
#include <nvector/nvector_serial.h>

#include <memory>
#include <optional>

#include "bench/peers/equations.hpp"
#include "bench/steppers/sparse_lu.hpp"

namespace twinarm::peers {

/// Factors of I - gamma J, kept in the content of a SUNDIALS matrix and linear solver of our own.
class StaticLu {
  public:
    explicit StaticLu(SUNContext context)
        : matrix_(SUNMatNewEmpty(context)), solver_(SUNLinSolNewEmpty(context)) {
        matrix_->ops->getid = [](SUNMatrix) { return SUNMATRIX_CUSTOM; };
        solver_->ops->gettype = [](SUNLinearSolver) { return SUNLINEARSOLVER_DIRECT; };
        solver_->ops->solve = [](SUNLinearSolver solver, SUNMatrix, N_Vector x, N_Vector b, realtype) {
            static_cast<const StaticLu*>(solver->content)->solve(NV_DATA_S(b), NV_DATA_S(x));
            return 0;
        };
        solver_->content = this;
    }
    ~StaticLu() {
        SUNLinSolFreeEmpty(solver_);
        SUNMatFreeEmpty(matrix_);
    }
    StaticLu(const StaticLu&) = delete;
    StaticLu& operator=(const StaticLu&) = delete;

    SUNMatrix matrix() const { return matrix_; }
    SUNLinearSolver solver() const { return solver_; }

    /// I - gamma J = gamma (I / gamma - J)
    void factor(const Jacobian<double>& jacobian, double gamma) {
        gamma_ = gamma;
        lu_.emplace(jacobian, 1 / gamma);
    }

  private:
    void solve(const double* b, double* x) const {
        Vector<double, state_count> v;
        for (int i = 0; i < state_count; ++i) v[i] = b[i] / gamma_;
        lu_->solve(v);
        std::copy(v.value, v.value + state_count, x);
    }

    SUNMatrix matrix_;
    SUNLinearSolver solver_;
    double gamma_ = 1;
    std::optional<SparseLu<double, JacobianPattern>> lu_;
};

}  // namespace twinarm::peers
