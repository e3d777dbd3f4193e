// twinarm itself, as it stands: the engine's own door, with drawing, dose rules and endpoints included.
#include <cmath>
#include <limits>

#include "bench/peers/serve.hpp"
#include "host/base/build_info.hpp"
#include "host/cohort/read_cohort.hpp"
#include "kernels/launch/simulate.hpp"

namespace {

using namespace twinarm;
using namespace twinarm::peers;

Answer simulate(const Problem& problem, const Request& request) {
    static const Study shipped = cohort::read_cohort(problem.cohort).study;
    Study study = shipped;
    if (request.rtol > 0) {  // 0: the cohort's own
        study.solver.relative_tolerance = request.rtol;
        study.solver.absolute_tolerance = request.atol;
    }
    std::vector<Outcome> outcomes(request.patients * std::uint64_t(study.arm_count));
    if (request.method == "float") study.solver.precision = Precision::single_precision;
    const CpuOptions options{.threads = request.threads, .lanes = request.method == "one lane" ? 1 : 0};
    simulate_on_cpu(study, 0, request.patients, outcomes.data(), options);

    Answer answer;
    for (std::size_t i = 0; i < outcomes.size(); ++i) {
        const std::size_t visits = problem.courses[i].sld_mm.size();
        // A dose rule close to its threshold may decide otherwise than in the reference: then nothing
        // compares.
        const bool comparable = outcomes[i].status == Status::ok && outcomes[i].scans == int(visits) + 1;
        for (std::size_t v = 0; v < visits; ++v)
            answer.sld_mm.push_back(comparable ? outcomes[i].true_sld_mm[v + 1]
                                               : std::numeric_limits<double>::quiet_NaN());
        answer.steps += outcomes[i].steps + outcomes[i].rejected_steps;
    }
    return answer;
}

}  // namespace

int main(int count, char** argument) {
    return serve({"twinarm, " + base::build_info().build + " build", {"lanes", "one lane", "float"}},
                 simulate, count, argument);
}
