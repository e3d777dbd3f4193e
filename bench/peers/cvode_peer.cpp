// Peer: SUNDIALS CVODE (BDF and Adams, several nonlinear and linear solvers) on the same equations.
#include <cvode/cvode.h>
#include <nvector/nvector_serial.h>
#include <sundials/sundials_version.h>
#include <sunlinsol/sunlinsol_dense.h>
#include <sunlinsol/sunlinsol_klu.h>
#include <sunlinsol/sunlinsol_spgmr.h>
#include <sunnonlinsol/sunnonlinsol_fixedpoint.h>

#include <cmath>
#include <memory>
#include <stdexcept>

#include "bench/peers/cvode_jacobian.hpp"
#include "bench/peers/cvode_static_lu.hpp"
#include "bench/peers/equations.hpp"
#include "bench/peers/serve.hpp"

namespace {

using namespace twinarm;
using namespace twinarm::peers;

State<double>& state_in(N_Vector v) {
    return *reinterpret_cast<State<double>*>(NV_DATA_S(v));
}

/// One thread's integrator.
class Cvode {
  public:
    explicit Cvode(const Request& request) : request_(request) {
        const auto has = [&](const char* word) { return request.method.find(word) != std::string::npos; };
        SUNContext_Create(nullptr, &context_);
        y_ = N_VNew_Serial(state_count, context_);
        N_VConst(1.0, y_);
        memory_ = CVodeCreate(has("BDF") ? CV_BDF : CV_ADAMS, context_);
        CVodeInit(memory_, right_hand_side, 0, y_);
        CVodeSetUserData(memory_, this);
        CVodeWFtolerances(memory_, error_weights);
        CVodeSetMaxNumSteps(memory_, 1'000'000);
        CVodeSetErrFile(memory_, nullptr);
        if (has("dense")) {
            matrix_ = SUNDenseMatrix(state_count, state_count, context_);
            linear_ = SUNLinSol_Dense(y_, matrix_, context_);
            CVodeSetLinearSolver(memory_, linear_, matrix_);
            if (has("analytic")) CVodeSetJacFn(memory_, dense_jacobian);
        } else if (has("KLU")) {
            matrix_ = SUNSparseMatrix(state_count, state_count, sparse_.count(), CSC_MAT, context_);
            linear_ = SUNLinSol_KLU(y_, matrix_, context_);
            CVodeSetLinearSolver(memory_, linear_, matrix_);
            CVodeSetJacFn(memory_, sparse_jacobian);
        } else if (has("static LU")) {
            static_lu_ = std::make_unique<StaticLu>(context_);
            CVodeSetLinearSolver(memory_, static_lu_->solver(), static_lu_->matrix());
            CVodeSetLinSysFn(memory_, static_system);
        } else if (has("GMRES")) {
            linear_ = SUNLinSol_SPGMR(y_, SUN_PREC_NONE, 0, context_);
            CVodeSetLinearSolver(memory_, linear_, nullptr);
        } else {
            nonlinear_ = SUNNonlinSol_FixedPoint(y_, 0, context_);
            CVodeSetNonlinearSolver(memory_, nonlinear_);
        }
    }
    ~Cvode() {
        CVodeFree(&memory_);
        static_lu_.reset();
        if (linear_ != nullptr) SUNLinSolFree(linear_);
        if (nonlinear_ != nullptr) SUNNonlinSolFree(nonlinear_);
        if (matrix_ != nullptr) SUNMatDestroy(matrix_);
        N_VDestroy(y_);
        SUNContext_Free(&context_);
    }
    Cvode(const Cvode&) = delete;
    Cvode& operator=(const Cvode&) = delete;

    void solve(const RecordedCourse& course, double* sld_mm, Answer& counts) {
        equations_.begin(course);
        state_in(y_) = course.start;
        double t = 0;
        for (const RecordedLeg& leg : course.legs) {
            // Where nothing jumps (a visit) the method keeps its history.
            if (leg.jump) {
                note_counts(counts);
                t = 0;
                CVodeReInit(memory_, 0, y_);
                CVodeSetInitStep(memory_, 0);
            }
            equations_.begin(leg, t);
            const double end = t + leg.length;
            CVodeSetStopTime(memory_, end);
            if (CVode(memory_, end, y_, &t, CV_NORMAL) < 0) throw std::runtime_error("CVODE failed");
            if (leg.scan >= 0) sld_mm[leg.scan] = sld_at_visit(leg, state_in(y_));
        }
        note_counts(counts);
    }

  private:
    static int right_hand_side(double t, N_Vector y, N_Vector slope, void* self) {
        state_in(slope) = static_cast<Cvode*>(self)->equations_(t, state_in(y));
        return 0;
    }
    static int dense_jacobian(double t, N_Vector y, N_Vector, SUNMatrix matrix, void* self, N_Vector,
                              N_Vector, N_Vector) {
        fill_dense(static_cast<Cvode*>(self)->equations_.jacobian(t, state_in(y)), matrix);
        return 0;
    }
    static int sparse_jacobian(double t, N_Vector y, N_Vector, SUNMatrix matrix, void* self, N_Vector,
                               N_Vector, N_Vector) {
        Cvode& c = *static_cast<Cvode*>(self);
        c.sparse_.fill(c.equations_.jacobian(t, state_in(y)), matrix);
        return 0;
    }
    /// `saved`: the Jacobian of an earlier time is good enough.
    static int static_system(double t, N_Vector y, N_Vector, SUNMatrix, int saved, int* current, double gamma,
                             void* self, N_Vector, N_Vector, N_Vector) {
        Cvode& c = *static_cast<Cvode*>(self);
        if (saved == 0) c.jacobian_ = c.equations_.jacobian(t, state_in(y));
        *current = saved == 0;
        c.static_lu_->factor(c.jacobian_, gamma);
        return 0;
    }
    /// As in twinarm: the error of a logarithm is a relative one.
    static int error_weights(N_Vector y, N_Vector weight, void* self) {
        const Request& r = static_cast<const Cvode*>(self)->request_;
        for (int i = 0; i < state_count; ++i) {
            const bool logarithmic = i == log_sensitive || i == log_resistant;
            state_in(weight)[i] = 1 / (logarithmic ? r.rtol : r.atol + r.rtol * std::abs(state_in(y)[i]));
        }
        return 0;
    }
    void note_counts(Answer& counts) {
        long steps = 0, evaluations = 0, of_jacobians = 0;
        CVodeGetNumSteps(memory_, &steps);
        CVodeGetNumRhsEvals(memory_, &evaluations);
        if (linear_ != nullptr) CVodeGetNumLinRhsEvals(memory_, &of_jacobians);
        counts.steps += steps, counts.evaluations += evaluations + of_jacobians;
    }

    Request request_;
    SUNContext context_ = nullptr;
    N_Vector y_ = nullptr;
    void* memory_ = nullptr;
    SUNMatrix matrix_ = nullptr;
    SUNLinearSolver linear_ = nullptr;
    SUNNonlinearSolver nonlinear_ = nullptr;
    SparseJacobian sparse_;
    Jacobian<double> jacobian_;
    std::unique_ptr<StaticLu> static_lu_;
    Equations equations_;
};

}  // namespace

int main(int count, char** argument) {
    const std::vector<std::string> methods = {
        "Adams, fixed point",       "BDF, fixed point",           "BDF, dense",
        "BDF, dense, analytic",     "BDF, KLU, analytic",         "BDF, GMRES",
        "BDF, twinarm's static LU", "Adams, twinarm's static LU", "Adams, KLU, analytic"};
    return serve_courses(
        {"CVODE " SUNDIALS_VERSION, methods},
        [](const Request& request) {
            auto cvode = std::make_shared<Cvode>(request);
            return [cvode](const RecordedCourse& course, double* sld_mm, Answer& counts) {
                cvode->solve(course, sld_mm, counts);
            };
        },
        count, argument);
}
