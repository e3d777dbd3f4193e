// A study whose results are kept: simulated, its virtual trials drawn, all of it written to a folder.
#pragma once

#include <cstdint>
#include <exception>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "host/adam/dataset.hpp"
#include "host/study/exit_code.hpp"
#include "host/study/run_study.hpp"
#include "host/trial/study_summary.hpp"

namespace twinarm::study {

struct SaveRequest {
    std::filesystem::path folder;
    bool force = false;                  ///< replace the results that are there
    adam::TableFormats tables;           ///< ADaM tables, too, in these formats
    std::vector<std::uint64_t> courses;  ///< patients whose courses are kept, too
    double max_fail = 0.001;             ///< share of patients of an arm that may fail
};

struct SavedRun {
    store::StudyResult result;
    std::optional<trial::StudySummary> summary;  ///< none where a signal came while trials were drawn
    std::string summary_text;                    ///< summary.json, or empty
    std::uint64_t courses = 0;                   ///< patients whose courses were simulated
    std::string patients_sha256;                 ///< empty where patients.csv could not be written to its end
    std::exception_ptr error;                    ///< the first of the engine and the files, or none
    ExitCode code = ExitCode::ok;
};

/// Bytes that the files of the request will take, about.
double expected_bytes(const cohort::Cohort& cohort, const store::StudyPlan& plan, const SaveRequest& request);

/// Everything that was computed is written, whatever else goes wrong; what did stands in the result. The
/// files take the place of an earlier run's once all patients are simulated. Throws UsageError, FileError or
/// DeviceError before the first patient, where the folder or a format cannot be used; then nothing changes.
SavedRun save_run(const cohort::Cohort& cohort, const store::StudyPlan& plan, const SaveRequest& request,
                  const ProgressSink& progress, const base::StopToken& stop);

}  // namespace twinarm::study
