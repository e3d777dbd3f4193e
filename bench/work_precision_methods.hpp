// The steppers that bench.work_precision compares, in the lanes engine.
#pragma once

#include "kernels/core/macros.hpp"
#include "kernels/launch/lane_work.hpp"

namespace twinarm::bench {

enum class Stepper { bogacki_shampine, tsit5, verner7, rodas3, rodas4, fixed_rk4 };

struct StepperInfo {
    Stepper stepper;
    const char* name;
    int slopes_a_step;     ///< right-hand sides; the first is the last of the step before
    int jacobians_a_step;  ///< each with one factorisation
    int solves_a_step;     ///< of the factors
    bool adaptive;         ///< or else its longest step is given, as SolverSettings::restart_step_h
};
inline constexpr StepperInfo steppers[] = {
    {Stepper::bogacki_shampine, "Bogacki-Shampine 3(2)", 3, 0, 0, true},
    {Stepper::tsit5, "Tsit5 5(4)", 6, 0, 0, true},
    {Stepper::verner7, "Verner 7(6)", 10, 0, 0, true},
    {Stepper::rodas3, "Rodas3 3(2)", 3, 1, 4, true},
    {Stepper::rodas4, "Rodas4 4(3)", 6, 1, 6, true},
    {Stepper::fixed_rk4, "RK4, planned steps", 4, 0, 0, false},
};
inline constexpr int lanes = 8;

}  // namespace twinarm::bench

TWINARM_BEGIN
/// Simulates what `work` hands out with this stepper, eight doubles side by side.
void simulate_with(bench::Stepper stepper, const LaneWork& work);
TWINARM_END
