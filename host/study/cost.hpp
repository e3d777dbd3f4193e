// Memory and disk that a run needs.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "host/adam/dataset.hpp"
#include "host/cohort/cohort.hpp"
#include "host/study/save_run.hpp"

namespace twinarm::study {

/// Bytes of a row of trials.csv, about.
inline double trial_rows_bytes(const cohort::Cohort& cohort) {
    return 65.0 * double(cohort.trial.trials) * double(cohort.arms.size());
}

/// Of the tables of --save. Parquet is measured in head_to_head: 180 bytes a subject and 28 for each scan.
/// Transport files, Dataset-JSON and the rows that are kept beside them during a run are estimated from the
/// widths of their rows: for 80 subjects of head_to_head 1.35 times (XPT) and 1.13 times (JSON) what the
/// files took.
inline double table_bytes(const cohort::Cohort& cohort, std::uint64_t patients, adam::TableFormats formats) {
    if (!formats.any()) return 0;
    const double subject = 180.0 * formats.parquet + 3600.0 * formats.xpt + 3900.0 * formats.dataset_json +
                           3600.0 * formats.spooled();
    const double scan = 28.0 * formats.parquet + 600.0 * formats.xpt + 460.0 * formats.dataset_json +
                        430.0 * formats.spooled();
    double bytes = formats.parquet ? trial_rows_bytes(cohort) / 6 : 0;
    for (int arm = 0; arm < cohort.study.arm_count; ++arm)
        bytes += double(patients) * (subject + scan * cohort.study.scans[arm].count);
    return bytes;
}

/// Of the courses of some patients, all arms: 125 bytes a day, measured.
inline double course_bytes(const cohort::Cohort& cohort, std::uint64_t patients) {
    return 125 * cohort.study.horizon_min / 1440.0 * double(patients) * double(cohort.arms.size());
}

/// Of the same courses while they are simulated: 320 bytes a day, measured.
inline double course_rows_bytes(const cohort::Cohort& cohort, std::uint64_t patients) {
    return 320 * cohort.study.horizon_min / 1440.0 * double(patients) * double(cohort.arms.size());
}

/// Of all result files; a row of patients.csv has 150 to 300 bytes, a record of outcomes.bin 20 to 200.
inline double expected_output_bytes(const cohort::Cohort& cohort, std::uint64_t patients) {
    return 300.0 * double(patients) * double(cohort.arms.size()) + trial_rows_bytes(cohort) + 200000;
}

/// What a run takes beside the program that has read its cohort: two chunks of outcomes (of about two
/// seconds' work each at this rate, and of one population), the pools that virtual trials are drawn from (16
/// bytes a patient and arm and as many more while they are drawn, the first 1,000,000 patients of a
/// population), what is counted of each population, the numbers of the trials, and what Arrow holds until a
/// row group is full. The constants are peaks of resident memory measured on Debian 12.
inline double memory_of_run(const cohort::Cohort& cohort, const store::StudyPlan& plan,
                            const SaveRequest& request, double patients_per_second) {
    const auto arms = double(cohort.arms.size()), patients = double(plan.planned());
    const double of_population = double(plan.populations.design.patients_each);
    const double wanted = plan.chunk != 0 ? double(plan.chunk) : std::max(2 * patients_per_second, 256.0);
    const double chunk = std::min({wanted, double(largest_chunk(int(arms))), of_population});
    double bytes = 3e6 + std::min(patients, 2 * chunk) * arms * sizeof(Outcome);
    bytes += 32 * arms * std::min(patients, 1e6 * double(plan.populations.studies.size()));
    // Counts, and when patients progressed and died: at most one day each.
    const double days_of_events = std::min(2 * of_population, 2 * cohort.study.horizon_min / 1440.0);
    bytes += (2e3 + 24 * days_of_events) * arms * std::ceil(patients / of_population);
    if (plan.shard.is_whole()) bytes += (30 + 95 * arms) * double(cohort.trial.trials);
    const double subjects = patients * arms, full = 6400;
    const double tables = !request.tables.parquet ? 0
                          : subjects < full       ? 9e6 + 0.36e6 * std::sqrt(subjects)
                                            : std::min(70e6, 37.8e6 + 6.6e6 * std::log2(subjects / full));
    const double days = double(request.courses.size()) * arms * cohort.study.horizon_min / 1440.0;
    const double courses = days == 0 ? 0 : 7e6 + 2.4e6 * std::log2(1 + std::min(days, 2e5) / 4000);
    // Courses are written once the tables are complete.
    return bytes + std::max(tables, courses);
}

}  // namespace twinarm::study
