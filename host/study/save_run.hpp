// A study whose results are kept: simulated, its virtual trials drawn, all of it written to a folder.
#pragma once

#include <cstdint>
#include <exception>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "host/adam/dataset.hpp"
#include "host/store/run_start.hpp"
#include "host/study/exit_code.hpp"
#include "host/study/run_study.hpp"
#include "host/trial/study_summary.hpp"

namespace twinarm::study {

struct SaveRequest {
    std::filesystem::path folder;
    bool force = false;                  ///< replace the results that are there
    bool rows = true;                    ///< patients.csv and outcomes.bin
    adam::TableFormats tables;           ///< ADaM tables, too, in these formats
    std::vector<std::uint64_t> courses;  ///< patients whose courses are kept, too
    double max_fail = 0.001;             ///< share of patients of an arm that may fail
    double seconds_between_commits = 4;  ///< of the journal; 0: after every chunk
};

struct SavedRun {
    store::StudyResult result;
    std::optional<trial::StudySummary> summary;  ///< none of a shard, and where a signal came before its end
    std::string summary_text;                    ///< summary.json, or empty
    std::uint64_t courses = 0;                   ///< patients whose courses were simulated
    bool courses_saved = false;                  ///< whether their file is complete
    std::string patients_sha256;                 ///< empty where patients.csv is not whole, or not kept
    bool published = false;                      ///< whether the files have their names
    bool resumable = false;                      ///< whether a journal says how to go on
    std::exception_ptr error;                    ///< the first of the engine and the files, or none
    ExitCode code = ExitCode::ok;
};

/// Bytes that the files of the request will take, about.
double expected_bytes(const cohort::Cohort& cohort, const store::StudyPlan& plan, const SaveRequest& request);

/// What the request keeps.
store::KeptResults kept_results(const SaveRequest& request);

/// Everything that was computed is written, whatever else goes wrong; what did stands in the result. The
/// files take the place of an earlier run's once all patients are simulated; a run that ends before that
/// leaves the earlier results and goes on with resume_run(). A shard writes rows, or counts where it keeps no
/// rows. Throws UsageError, FileError or DeviceError before the first patient, where the folder or a format
/// cannot be used; then nothing changes.
SavedRun save_run(const cohort::Cohort& cohort, const store::StudyPlan& plan, const SaveRequest& request,
                  const ProgressSink& progress, const base::StopToken& stop);

}  // namespace twinarm::study
