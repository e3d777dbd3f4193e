// --save: what a run writes beside its CSV and JSON files.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "host/adam/dataset.hpp"
#include "host/cli/verb.hpp"
#include "host/store/study_plan.hpp"

namespace twinarm::cli {

struct SaveOptions {
    std::vector<std::string> what;
    std::vector<std::string> formats = {"parquet"};
    std::uint64_t courses = 100;
    std::vector<std::uint64_t> courses_of;

    /// Whether patients.csv and outcomes.bin are kept.
    bool rows() const;
    /// Formats of the tables; none without --save tables. Throws DeviceError where one was not built.
    adam::TableFormats tables() const;
    /// Patients whose courses are saved; none without --save courses. Throws UsageError where one is
    /// not in the run.
    std::vector<std::uint64_t> course_patients(const store::StudyPlan& plan) const;
};
void add_options(Verb& verb, SaveOptions& options);

}  // namespace twinarm::cli
