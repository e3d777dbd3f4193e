// What a run would take, before anything runs.
#include "host/study/needs.hpp"

#include <algorithm>
#include <chrono>
#include <vector>

#include "host/store/outcome_file.hpp"
#include "host/store/output_folder.hpp"
#include "host/store/patients_csv.hpp"
#include "host/study/cost.hpp"
#include "host/study/device.hpp"

namespace twinarm::study {

namespace {

/// Simulates the first patients; more of them where they are too quick to time.
store::Pilot simulate_pilot(const cohort::Cohort& cohort, const store::StudyPlan& plan) {
    store::Pilot pilot;
    for (std::uint64_t count = 64;; count *= 4) {
        count = std::min({count, plan.patients, largest_chunk(cohort.study.arm_count)});
        std::vector<Outcome> outcomes(count * std::uint64_t(cohort.study.arm_count));
        const auto start = std::chrono::steady_clock::now();
        simulate_on(plan.device, plan.cpu, plan.populations.studies.front(), plan.first, count,
                    outcomes.data());
        pilot.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
        pilot.patients = count;
        std::string rows;
        for (const Outcome& outcome : outcomes) {
            store::append_patient_row(rows, cohort, outcome);
            store::append_outcome_record(rows, cohort, outcome);
        }
        pilot.row_bytes = double(rows.size()) / double(outcomes.size());
        if (pilot.seconds > 0.3 || count == plan.patients || count >= 4096) return pilot;
    }
}

}  // namespace

store::StudyNeeds estimate_needs(const cohort::Cohort& cohort, const store::StudyPlan& plan,
                                 const SaveRequest& request) {
    store::StudyNeeds needs;
    needs.pilot = simulate_pilot(cohort, plan);
    needs.table_bytes = table_bytes(cohort, plan.patients, request.tables);
    needs.course_bytes = course_bytes(cohort, request.courses.size());
    needs.disk_bytes = needs.pilot.row_bytes * double(plan.patients * std::uint64_t(plan.arm_count())) +
                       trial_rows_bytes(cohort) + needs.table_bytes + needs.course_bytes;
    needs.seconds = needs.pilot.seconds * double(plan.patients) / double(needs.pilot.patients);
    needs.memory_bytes = expected_memory_bytes(cohort, plan.patients, request.tables.parquet);
    needs.free_bytes = store::free_bytes_at(request.folder);
    return needs;
}

}  // namespace twinarm::study
