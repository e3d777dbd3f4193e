// What a study was asked to simulate and what came of it.
#include "host/store/study_plan.hpp"

#include <algorithm>
#include <thread>

namespace twinarm::store {

int thread_count(const CpuOptions& options) {
    if (options.threads > 0) return options.threads;
    const unsigned cores = std::thread::hardware_concurrency();
    return cores == 0 ? 1 : int(cores);
}

double StudyResult::worst_failed_share() const {
    if (patients_done == 0) return 0;
    return double(*std::max_element(failed.begin(), failed.end())) / double(patients_done);
}

}  // namespace twinarm::store
