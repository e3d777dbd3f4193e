// What another program does with the library: read a cohort, simulate some of its patients, count responses.
//   example COHORT.toml PATIENTS
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <vector>

#include "host/cohort/read_cohort.hpp"
#include "kernels/launch/simulate.hpp"

int main(int argc, char** argv) try {
    if (argc != 3) return std::puts("example COHORT.toml PATIENTS"), 2;
    const twinarm::cohort::Cohort cohort = twinarm::cohort::read_cohort(argv[1]);
    const std::uint64_t patients = std::strtoull(argv[2], nullptr, 10);
    const std::size_t arms = cohort.arms.size();
    std::vector<twinarm::Outcome> outcomes(patients * arms);
    twinarm::simulate_on_cpu(cohort.study, 0, patients, outcomes.data());
    for (std::size_t arm = 0; arm < arms; ++arm) {
        std::uint64_t responders = 0;
        for (std::size_t place = arm; place < outcomes.size(); place += arms) {
            const twinarm::Response response = outcomes[place].response;
            responders += response == twinarm::Response::CR || response == twinarm::Response::PR;
        }
        std::printf("%s %llu of %llu\n", cohort.arms[arm].id.c_str(),
                    static_cast<unsigned long long>(responders), static_cast<unsigned long long>(patients));
    }
} catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
}
