// What a study was asked to simulate and what came of it.
#include "host/store/study_plan.hpp"

#include <algorithm>

#include "kernels/launch/usable_threads.hpp"

namespace twinarm::store {

int thread_count(const CpuOptions& options) {
    return options.threads > 0 ? options.threads : usable_threads();
}

double StudyResult::worst_failed_share() const {
    if (patients_done == 0) return 0;
    return double(*std::max_element(failed.begin(), failed.end())) / double(patients_done);
}

}  // namespace twinarm::store
