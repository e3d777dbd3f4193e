// What another program does with the library: read a cohort, simulate some of its patients, count responses.
//   example COHORT.toml PATIENTS
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <vector>

#include "host/cohort/read_cohort.hpp"
#include "host/study/run_study.hpp"

int main(int argc, char** argv) try {
    if (argc != 3) return std::puts("example COHORT.toml PATIENTS"), 2;
    const twinarm::cohort::Cohort cohort = twinarm::cohort::read_cohort(argv[1]);
    twinarm::store::StudyPlan plan;
    plan.patients = std::strtoull(argv[2], nullptr, 10);
    plan.populations = twinarm::cohort::one_population(cohort, plan.patients);
    std::vector<std::uint64_t> responders(cohort.arms.size(), 0);
    const auto count = [&](const twinarm::Outcome* outcomes, std::uint64_t patients) {
        for (std::size_t i = 0; i < patients * responders.size(); ++i)
            responders[i % responders.size()] += twinarm::is_responder(outcomes[i].response);
    };
    const auto result = twinarm::study::run_whole_study(plan, {{count}}, {});
    for (std::size_t arm = 0; arm < responders.size(); ++arm)
        std::printf("%s %llu of %llu\n", cohort.arms[arm].id.c_str(),
                    static_cast<unsigned long long>(responders[arm]),
                    static_cast<unsigned long long>(result.patients_done));
} catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
}
