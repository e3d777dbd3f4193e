// The run that the fuzzed files of a run belong to: two_arms.toml, of three patients, or over two
// populations.
#pragma once

#include "host/base/build_info.hpp"
#include "host/cohort/read_cohort.hpp"
#include "host/store/run_record.hpp"

namespace twinarm {

inline const cohort::Cohort& two_arms() {
    static const cohort::Cohort cohort = cohort::read_cohort(TWINARM_SOURCE_DIR "/tests/fuzz/two_arms.toml");
    return cohort;
}

/// Knows no SHA-256, so that changed files are read.
inline store::RunRecord record_of_two_arms(bool over_populations) {
    store::RunRecord record;
    record.version = base::build_info().version;
    record.study = two_arms().id;
    record.seed = two_arms().study.seed;
    record.patients_done = record.patients_planned = over_populations ? 1000 : two_arms().patients;
    if (over_populations) record.populations = store::PopulationsRecord{"populations.csv", "", 2, 500};
    return record;
}

}  // namespace twinarm
