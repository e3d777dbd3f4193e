// How fast an untreated patient's states move: an explicit solver's steps are as long as these rates allow.
#include <gtest/gtest.h>

#include <cmath>
#include <Eigen/Eigenvalues>

#include "kernels/model/physiology.hpp"
#include "tests/kernels/reference_study.hpp"

namespace twinarm {
namespace {

/// d slope / d state by central differences, without any drug, long after entry.
Eigen::MatrixXd jacobian_at_rest(const Patient<double>& patient) {
    const PatientConstants<double> constant = patient_constants(patient);
    Moment<double> now{};
    now.entered = 1;
    const State<double> rest = untreated(patient.tumour);
    Eigen::MatrixXd jacobian(state_count, state_count);
    const double step = 1e-6;
    for (int j = 0; j < state_count; ++j) {
        State<double> up = rest, down = rest, slope_up, slope_down;
        up[j] += step, down[j] -= step;
        slopes(patient, constant, now, {1.0, 1.0}, up, slope_up);
        slopes(patient, constant, now, {1.0, 1.0}, down, slope_down);
        for (int i = 0; i < state_count; ++i) jacobian(i, j) = (slope_up[i] - slope_down[i]) / (2 * step);
    }
    return jacobian;
}

TEST(RestModes, NoneIsFasterThanATenthAnHourAndThereAreAtMost22States) {
    EXPECT_LE(int(state_count),
              22);  // no static_assert: the recipe for a state adds one and compiles this file
    const Patient<double> patient = reference::typical_patient();
    double fastest = 0;
    for (const std::complex<double>& mode : jacobian_at_rest(patient).eigenvalues())
        fastest = std::max(fastest, std::abs(mode));
    EXPECT_LE(fastest, 0.1 + 1e-6);  // return of lymphocytes and renewal of receptors: 0.10/h
    EXPECT_GT(fastest, 0.05);
}

}  // namespace
}  // namespace twinarm
