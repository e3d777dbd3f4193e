// What a run would take, before anything runs.
#include "host/study/needs.hpp"

#include <unistd.h>

#include <fstream>

#include "host/store/output_folder.hpp"
#include "host/study/cost.hpp"
#include "host/study/pilot.hpp"

namespace twinarm::study {

namespace {

/// Of this process, which has read what a run reads; where the system does not say, what it was on Debian 12.
double resident_bytes() {
    double all = 0, resident = 0;
    std::ifstream("/proc/self/statm") >> all >> resident;
    return resident > 0 ? resident * double(::sysconf(_SC_PAGESIZE)) : 38e6;
}

}  // namespace

store::StudyNeeds estimate_needs(const cohort::Cohort& cohort, const store::StudyPlan& plan,
                                 const SaveRequest& request) {
    constexpr double fixed_bytes = 100000;  ///< resolved.toml, run.json, summary.json
    constexpr double fixed_seconds = 0.02;  ///< to start and to sync the files
    SaveRequest kept = request;
    const bool whole = plan.shard.is_whole();
    if (!whole) kept.tables = {}, kept.courses = {};  // a merge writes them
    store::StudyNeeds needs;
    const double resident = resident_bytes();  // before the pilot takes its own
    needs.pilot = run_pilot(cohort, plan, kept);
    const double patients = double(plan.planned()), trials = whole ? double(cohort.trial.trials) : 0,
                 courses = double(kept.courses.size());
    needs.table_bytes = needs.pilot.table_bytes * patients;
    needs.course_bytes = needs.pilot.course_bytes * courses;
    needs.disk_bytes = needs.pilot.row_bytes * patients + needs.pilot.trial_bytes * trials +
                       needs.table_bytes + needs.course_bytes + fixed_bytes +
                       double(plan.populations.text.size());
    const double populations = whole ? double(plan.populations.studies.size()) : 0;
    needs.seconds = (needs.pilot.seconds_per_patient() + needs.pilot.table_seconds) * patients +
                    needs.pilot.trial_seconds * trials + needs.pilot.summary_seconds * populations +
                    needs.pilot.course_seconds * courses + fixed_seconds;
    needs.memory_bytes = std::uint64_t(resident + memory_of_run(cohort, plan, kept, needs.pilot.rate));
    needs.free_bytes = store::free_bytes_at(request.folder);
    return needs;
}

}  // namespace twinarm::study
