// A run on disk, read again: its cohort, its record, and a patient's row.
#include "host/cli/stored_run.hpp"

#include <fmt/format.h>

#include <charconv>

#include "host/cli/patient_rows.hpp"
#include "host/cohort/csv_line.hpp"
#include "host/cohort/read_cohort.hpp"
#include "host/run/errors.hpp"
#include "host/run/output_file.hpp"
#include "host/run/patient_row.hpp"
#include "host/run/plain_text.hpp"
#include "host/run/stored_json.hpp"

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
                        resolved.string(), plain_text(run.cohort.id), plain_text(run.record.study)));
    if (run.record.populations) {
        const std::string file = (folder / populations_file).string();
        run.populations = read_populations(read_file(file, remedy), file);
        if (run.populations->sha256 != run.record.populations->sha256)
            throw DataError(file +
                            ": not the file of this run: its SHA-256 is not that of run.json\n"
                            "  It was changed; run the cohort again.");
        if (run.populations->rows.size() != run.record.populations->populations)
            refuse_stored_json(folder / "run.json", "/populations/populations: not as many as the file has");
    }
    return run;
}

std::optional<PopulationCohorts> populations_of(const StoredRun& run, const Cohort& cohort) {
    if (!run.populations) return std::nullopt;
    return population_cohorts(cohort, *run.populations,
                              run.record.populations->patients_each * run.populations->rows.size());
}

void require_simulated(const StoredRun& run) {
    if (run.record.endpoints_of.empty()) return;
    throw UsageError(
        fmt::format("{}: holds endpoints under other rules than those of its doses\n"
                    "  Give the run that they were computed from: {}",
                    run.folder.string(), plain_text(run.record.endpoints_of)));
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
        known += (known.empty() ? "" : ", ") + plain_text(cohort.arms[a].id);
    }
    if (arms.empty())
        throw UsageError("--arm " + id + ": the run has no such arm\n  Its arms are: " + known + ".");
    return arms;
}

std::string stored_row(const StoredRun& run, std::uint64_t patient, const std::string& arm) {
    PatientRows rows(run);
    const std::string start = fmt::format("{},{},", patient, csv_field(arm));
    for (std::string line; rows.next(line);) {
        if (line.rfind(start, 0) != 0) continue;
        rows.require_whole(fmt::format("the row of patient {} in arm {}", patient, arm));
        return line + '\n';
    }
    throw DataError(
        fmt::format("{}:{}:1: the file ends without a row of patient {} in arm {}\n"
                    "  The file is half-written or was changed; run the cohort again.",
                    rows.path(), rows.number() + 1, patient, arm));
}

std::vector<std::vector<ArmResponse>> stored_responses(const StoredRun& run) {
    PatientRows rows(run);
    std::vector<std::vector<ArmResponse>> responses(run.cohort.arms.size());
    for (std::string line; rows.next(line);) {
        rows.require_whole("the last row");
        const auto cells = csv_cells(line);
        std::uint64_t patient = 0;
        bool whole = cells && cells->size() > 3;
        if (whole) {
            const std::string& number = (*cells)[0].text;
            const char* end = number.data() + number.size();
            const auto [rest, error] = std::from_chars(number.data(), end, patient);
            whole = error == std::errc() && rest == end;
        }
        std::size_t arm = 0;
        while (whole && arm < responses.size() && run.cohort.arms[arm].id != (*cells)[1].text) ++arm;
        if (!whole || arm == responses.size())
            throw DataError(
                fmt::format("{}:{}:1: no row of a patient and an arm of this run\n"
                            "  The file was changed; run the cohort again.",
                            rows.path(), rows.number()));
        require_patient(run, patient);
        if ((*cells)[2].text != "0") continue;  // failed
        const std::string& response = (*cells)[3].text;
        responses[arm].push_back({patient, response == "CR" || response == "PR", response == "CR"});
    }
    return responses;
}

}  // namespace twinarm
