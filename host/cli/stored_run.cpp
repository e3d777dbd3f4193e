// A run on disk, read again: its cohort, its record, and a patient's row.
#include "host/cli/stored_run.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <cstring>
#include <fstream>

#include "host/cohort/read_cohort.hpp"
#include "host/run/errors.hpp"
#include "host/run/output_file.hpp"
#include "host/run/patient_row.hpp"
#include "host/run/population_cohorts.hpp"

namespace twinarm {

StoredRun read_stored_run(const std::filesystem::path& folder) {
    const char* remedy = "Give the folder of a run (the --out of `twinarm run`).";
    if (!std::filesystem::is_directory(folder)) throw FileError(folder.string(), "is not a folder", remedy);
    StoredRun run{folder, read_run_record(folder / "run.json"), {}, {}};
    const std::filesystem::path resolved = folder / "resolved.toml";
    run.cohort = read_resolved(read_file(resolved, remedy), resolved.string());
    run.cohort.study.seed = run.record.seed;
    if (run.cohort.id != run.record.study)
        throw DataError(
            fmt::format("{}: its study is {}, that of run.json is {}\n"
                        "  The files are of different runs; run the cohort again.",
                        resolved.string(), run.cohort.id, run.record.study));
    if (run.record.populations) {
        const std::string file = (folder / populations_file).string();
        run.populations = read_populations(read_file(file, remedy), file);
        if (run.populations->sha256 != run.record.populations->sha256)
            throw DataError(file +
                            ": not the file of this run: its SHA-256 is not that of run.json\n"
                            "  It was changed; run the cohort again.");
    }
    return run;
}

CohortOfPatient cohort_of_patient(const StoredRun& run, std::uint64_t patient) {
    if (!run.populations) return {run.cohort, std::nullopt};
    const std::uint64_t place = (patient - run.record.first_patient) / run.record.populations->patients_each;
    if (place >= run.populations->rows.size())
        throw DataError(
            fmt::format("{}: patient {} belongs to no population\n"
                        "  run.json was changed; run the cohort again.",
                        run.folder.string(), patient));
    return {cohort_of_population(run.cohort, *run.populations, std::size_t(place)),
            run.populations->rows[std::size_t(place)].name};
}

std::string CohortOfPatient::row(const Outcome& outcome) const {
    std::string text;
    append_patient_row(text, cohort, outcome, population ? &*population : nullptr);
    return text;
}

void require_patient(const StoredRun& run, std::uint64_t patient) {
    const std::uint64_t first = run.record.first_patient, done = run.record.patients_done;
    if (patient >= first && patient - first < done) return;
    throw UsageError(done == 0 ? fmt::format("{}: the run holds no patient", run.folder.string())
                               : fmt::format("patient {}: not in this run\n  It holds patients {} to {}.",
                                             patient, first, first + done - 1));
}

std::vector<int> chosen_arms(const Cohort& cohort, const std::string& id) {
    std::vector<int> arms;
    std::string known;
    for (std::size_t a = 0; a < cohort.arms.size(); ++a) {
        if (id.empty() || cohort.arms[a].id == id) arms.push_back(int(a));
        known += (known.empty() ? "" : ", ") + cohort.arms[a].id;
    }
    if (arms.empty())
        throw UsageError("--arm " + id + ": the run has no such arm\n  Its arms are: " + known + ".");
    return arms;
}

std::string stored_row(const StoredRun& run, std::uint64_t patient, const std::string& arm) {
    const std::filesystem::path path = run.folder / "patients.csv";
    std::ifstream file(path, std::ios::binary);
    if (!file)
        throw FileError(path.string(), std::string("cannot be read: ") + std::strerror(errno),
                        "The run did not end well; run the cohort again.");
    const std::string header =
        patient_row_header() + (run.populations ? std::string(",") + population_column : "");
    const std::string start = fmt::format("{},{},", patient, csv_field(arm));
    std::string line;
    std::uint64_t number = 0;
    while (std::getline(file, line)) {
        ++number;
        if (number == 2 && line != header)
            throw DataError(
                fmt::format("{}:2:1: the columns are not those of this version of twinarm\n"
                            "  The run was written by version {}; run the cohort again.",
                            path.string(), run.record.version));
        if (number > 2 && line.rfind(start, 0) == 0) {
            if (file.eof())
                throw DataError(
                    fmt::format("{}:{}:1: the row of patient {} in arm {} is cut off\n"
                                "  The file is half-written; run the cohort again.",
                                path.string(), number, patient, arm));
            return line + '\n';
        }
    }
    throw DataError(
        fmt::format("{}:{}:1: the file ends without a row of patient {} in arm {}\n"
                    "  The file is half-written or was changed; run the cohort again.",
                    path.string(), number + 1, patient, arm));
}

}  // namespace twinarm
