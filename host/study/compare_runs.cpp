// Stored runs side by side.
#include "host/study/compare_runs.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "host/cohort/settings.hpp"
#include "host/store/read_summary.hpp"
#include "host/store/stored_run.hpp"

namespace twinarm::study {

namespace {

/// Patients of one arm with their weights, for ORR and CR.
struct Patients {
    std::vector<statistics::WeightedResponse> responders, complete;
};

/// A population's weight is divided among its patients who completed.
Patients patients_of(const store::StoredRun& run, const std::vector<store::ArmResponse>& responses) {
    const std::vector<double>& weights = run.places.weights;
    std::vector<double> completed(weights.size()), responded(weights.size()), complete(weights.size());
    for (const store::ArmResponse& one : responses) {
        const std::size_t k = run.population_of(one.patient);
        completed[k] += 1, responded[k] += one.responder, complete[k] += one.complete;
    }
    double all = 0;
    for (std::size_t k = 0; k < weights.size(); ++k)
        if (completed[k] > 0) all += weights[k];
    Patients patients;
    for (const store::ArmResponse& one : responses) {
        const std::size_t k = run.population_of(one.patient);
        const double share = weights[k] / all / completed[k];
        patients.responders.push_back({one.patient, one.responder, share, responded[k] / completed[k]});
        patients.complete.push_back({one.patient, one.complete, share, complete[k] / completed[k]});
    }
    return patients;
}

/// A run with what comparisons with the first one need.
struct ReadRun {
    store::StoredRun run;
    std::vector<Patients> patients;  ///< by arm of the run
    store::StoredSummary summary;
    std::map<std::string, std::string> settings;
};

ReadRun read_run(const std::string& folder) {
    ReadRun read{store::read_stored_run(folder), {}, {}, {}};
    for (const std::vector<store::ArmResponse>& responses : store::stored_responses(read.run))
        read.patients.push_back(patients_of(read.run, responses));
    read.summary = store::read_summary(read.run.folder, read.run.cohort, read.run.record);
    read.settings = cohort::settings_of(read.run.cohort.resolved, folder);
    if (read.run.populations)
        read.settings["--populations"] =
            read.run.populations->sha256.substr(0, 12) + " (first digits of the SHA-256)";
    return read;
}

trial::ComparedArm arm_of(const ReadRun& read, std::size_t index, const ReadRun& first, bool same_draws) {
    const store::StoredArm& stored = read.summary.arms[index];
    const std::string id = read.run.cohort.arms[index].id;
    const Patients& patients = read.patients[index];
    trial::ComparedArm arm;
    arm.patients = stored.patients;
    arm.patients_failed = stored.patients_failed;
    arm.orr = statistics::weighted_rate(patients.responders);
    arm.complete = statistics::weighted_rate(patients.complete);
    arm.trial = stored.orr_trial;
    arm.pfs = stored.pfs;
    arm.os = stored.os;
    for (std::size_t a = 0; a < first.patients.size(); ++a) {
        if (first.run.cohort.arms[a].id != id) continue;
        arm.orr_minus_first =
            statistics::rate_difference(patients.responders, first.patients[a].responders, same_draws);
        arm.complete_minus_first =
            statistics::rate_difference(patients.complete, first.patients[a].complete, same_draws);
    }
    return arm;
}

trial::ComparedRun compared(const ReadRun& read, const ReadRun& first, const std::vector<std::string>& arms) {
    const store::RunRecord& record = read.run.record;
    trial::ComparedRun run{read.run.folder.string(),
                           record.study,
                           record.endpoints_of,
                           record.populations ? record.populations->file : "",
                           record.seed,
                           record.first_patient,
                           record.patients_done,
                           record.patients_planned,
                           record.interrupted,
                           {}};
    for (const std::string& id : arms) {
        run.arms.emplace_back();
        for (std::size_t a = 0; a < read.run.cohort.arms.size(); ++a) {
            if (read.run.cohort.arms[a].id != id) continue;
            run.arms.back() = arm_of(read, a, first, record.seed == first.run.record.seed);
        }
    }
    return run;
}

std::vector<trial::DifferingSetting> differing(const std::vector<ReadRun>& runs) {
    std::set<std::string> paths;
    for (const ReadRun& read : runs)
        for (const auto& [path, value] : read.settings) paths.insert(path);
    std::vector<trial::DifferingSetting> found;
    for (const std::string& path : paths) {
        trial::DifferingSetting setting{path, {}};
        for (const ReadRun& read : runs) {
            const auto value = read.settings.find(path);
            setting.values.push_back(value == read.settings.end() ? std::nullopt
                                                                  : std::optional(value->second));
        }
        if (std::any_of(setting.values.begin(), setting.values.end(),
                        [&](const auto& value) { return value != setting.values[0]; }))
            found.push_back(std::move(setting));
    }
    return found;
}

}  // namespace

trial::RunComparison compare_runs(const std::vector<std::string>& folders) {
    std::vector<ReadRun> runs;
    trial::RunComparison comparison;
    for (const std::string& folder : folders) {
        runs.push_back(read_run(folder));
        for (const cohort::ArmDesign& arm : runs.back().run.cohort.arms)
            if (std::find(comparison.arms.begin(), comparison.arms.end(), arm.id) == comparison.arms.end())
                comparison.arms.push_back(arm.id);
    }
    for (const ReadRun& read : runs) comparison.runs.push_back(compared(read, runs[0], comparison.arms));
    comparison.settings = differing(runs);
    return comparison;
}

}  // namespace twinarm::study
