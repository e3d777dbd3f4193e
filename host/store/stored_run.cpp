// A run on disk, read again: its cohort, its record, and a patient's row.
#include "host/store/stored_run.hpp"

#include <fmt/format.h>

#include "host/base/errors.hpp"
#include "host/base/plain_text.hpp"
#include "host/cohort/read_cohort.hpp"
#include "host/store/file_names.hpp"
#include "host/store/folder_lock.hpp"
#include "host/store/stored_json.hpp"
#include "kernels/patient/outcome.hpp"

namespace twinarm::store {

namespace {}  // namespace

StoredRun read_stored_run(const std::filesystem::path& folder) {
    if (!std::filesystem::is_directory(folder))
        throw base::FileError(folder.string(), "is not a folder", run_remedy);
    if (const std::string holder = holder_of(folder); !holder.empty())
        throw base::UsageError(fmt::format("{}: the folder is in use by {}\n  Wait until that run has ended.",
                                           folder.string(), holder));
    StoredRun run{folder, read_run_record(folder / file_name::run), {}, {}, {}};
    if (run.record.shard)
        throw base::UsageError(
            fmt::format("{}: is shard {} of {} of a run\n  Put them together with `twinarm merge`.",
                        folder.string(), run.record.shard->number, run.record.shard->of));
    const std::filesystem::path resolved = folder / file_name::resolved;
    run.cohort = cohort::read_resolved(read_stored_text(resolved, run_remedy, run.record.file(resolved)),
                                       resolved.string());
    run.cohort.study.seed = run.record.seed;
    if (run.cohort.id != run.record.study)
        throw base::DataError(fmt::format(
            "{}: its study is {}, that of run.json is {}\n"
            "  The files are of different runs; run the cohort again.",
            resolved.string(), base::plain_text(run.cohort.id), base::plain_text(run.record.study)));
    run.places = {{1}, run.record.patients_done};
    if (run.record.populations) {
        const std::string file = (folder / file_name::populations).string();
        run.populations = cohort::read_populations(
            read_stored_text(file, run_remedy, run.record.file(file), cohort::largest_populations_bytes),
            file);
        if (run.populations->sha256 != run.record.populations->sha256)
            throw base::DataError(file +
                                  ": not the file of this run: its SHA-256 is not that of run.json\n"
                                  "  It was changed; run the cohort again.");
        if (run.populations->rows.size() != run.record.populations->populations)
            refuse_stored_json(folder / file_name::run,
                               "/populations/populations: not as many as the file has");
        run.places = {{}, run.record.populations->patients_each};
        for (const cohort::PlausiblePopulation& row : run.populations->rows)
            run.places.weights.push_back(row.weight);
    }
    return run;
}

cohort::PopulationStudies populations_of(const StoredRun& run, const cohort::Cohort& cohort) {
    if (!run.populations) return cohort::one_population(cohort, run.record.patients_done);
    return cohort::plausible_populations(cohort, *run.populations,
                                         run.places.patients_each * run.populations->rows.size());
}

void require_simulated(const StoredRun& run) {
    if (run.record.endpoints_of.empty()) return;
    throw base::UsageError(
        fmt::format("{}: holds endpoints under rules other than those that decided its doses\n"
                    "  Give the run that they were computed from: {}",
                    run.folder.string(), base::plain_text(run.record.endpoints_of)));
}

CohortOfPatient cohort_of_patient(const StoredRun& run, std::uint64_t patient) {
    if (!run.populations) return {run.cohort, std::nullopt};
    const std::size_t population = run.population_of(patient);
    return {cohort::cohort_of_population(run.cohort, *run.populations, population),
            run.populations->rows[population].name};
}

std::string CohortOfPatient::row(const Outcome& outcome) const {
    std::string text;
    append_patient_row(text, cohort, outcome, population ? &*population : nullptr);
    return text;
}

void require_patient(const StoredRun& run, std::uint64_t patient) {
    const std::uint64_t first = run.record.first_patient, done = run.record.patients_done;
    if (patient >= first && patient - first < done) return;
    throw base::UsageError(done == 0 ? fmt::format("{}: the run has no patients", run.folder.string())
                                     : fmt::format("patient {}: not in this run\n  It has patients {} to {}.",
                                                   patient, first, first + done - 1));
}

PatientsFile patients_file(const StoredRun& run) {
    const std::filesystem::path file = run.folder / file_name::patients;
    return {file,
            run.cohort,
            run.record.first_patient,
            run.record.patients_done,
            run.populations.has_value(),
            run.record.version,
            run.record.file(file)};
}

std::vector<std::string> stored_rows(const StoredRun& run, std::uint64_t patient) {
    require_patient(run, patient);
    PatientsCsv rows(patients_file(run));
    std::vector<std::string> found;
    while (rows.next())
        if (rows.patient() == patient) found.push_back(rows.line() + '\n');
    return found;
}

std::vector<std::vector<ArmResponse>> stored_responses(const StoredRun& run) {
    PatientsCsv rows(patients_file(run), {"response"});
    std::vector<std::vector<ArmResponse>> responses(run.cohort.arms.size());
    while (rows.next()) {
        const Outcome outcome = rows.outcome();
        if (outcome.status == Status::ok)
            responses[std::size_t(outcome.arm)].push_back(
                {outcome.patient, is_responder(outcome.response), outcome.response == Response::CR});
    }
    return responses;
}

}  // namespace twinarm::store
