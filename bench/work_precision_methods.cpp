// The lanes engine with each stepper; compiled once for each instruction set.
#include "bench/work_precision_methods.hpp"

#include "bench/jacobian/leg_system.hpp"
#include "bench/steppers/bs3.hpp"
#include "bench/steppers/rodas3.hpp"
#include "bench/steppers/rodas4.hpp"
#include "bench/steppers/vern7.hpp"
#include "bench/work_precision_fixed_steps.hpp"
#include "kernels/launch/lane_engine.hpp"

TWINARM_BEGIN
namespace {

template <class Method>
void run(const LaneWork& work) {
    static thread_local Lanes<double, bench::lanes, Method> lanes;
    lanes.run(work);
}

}  // namespace

void simulate_with(bench::Stepper stepper, const LaneWork& work) {
    switch (stepper) {
        case bench::Stepper::bogacki_shampine:
            return run<BogackiShampine>(work);
        case bench::Stepper::tsit5:
            return run<Tsit5>(work);
        case bench::Stepper::verner7:
            return run<Verner7>(work);
        case bench::Stepper::rodas3:
            return run<Rodas3>(work);
        case bench::Stepper::rodas4:
            return run<Rodas4>(work);
        case bench::Stepper::fixed_rk4:
            return run<PlannedSteps>(work);
    }
}

TWINARM_END
