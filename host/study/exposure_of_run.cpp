// Exposure and response of every arm of a stored run.
#include "host/study/exposure_of_run.hpp"

#include <algorithm>
#include <map>

#include "host/cohort/cohort.hpp"
#include "host/study/arms.hpp"
#include "host/trial/first_dose_exposure.hpp"
#include "kernels/patient/sample_patient.hpp"

namespace twinarm::study {

namespace {

constexpr int grade_3 = 3;

/// Who completed one arm, and what happened; nobody else counts.
struct Happened {
    bool counts = false;
    std::array<bool, trial::exposed_events> events{};
};

/// [arm][place in the run].
std::vector<std::vector<Happened>> read_rows(const store::StoredRun& run) {
    store::PatientsCsv rows(store::patients_file(run), {"response", "worst_hypotension_grade"});
    const std::vector<std::uint64_t> counted = run.places.patients_counted();
    std::vector<std::vector<Happened>> happened(run.cohort.arms.size(),
                                                std::vector<Happened>(run.record.patients_done));
    while (rows.next()) {
        const Outcome outcome = rows.outcome();
        const std::uint64_t place = outcome.patient - run.record.first_patient;
        if (place % run.places.patients_each >= counted[run.places.population_at(place)]) continue;
        if (outcome.status != Status::ok) continue;
        happened[std::size_t(outcome.arm)][place] = {
            true,
            {is_responder(outcome.response), outcome.response == Response::CR,
             outcome.worst_hypotension_grade >= grade_3}};
    }
    return happened;
}

/// A drug as the engine tells them apart: its kind and its numbers.
using DrugOfRegimen = std::pair<Drug, std::int32_t>;

/// The drugs of an arm, each once, with the place of its earliest regimen.
std::map<DrugOfRegimen, int> first_regimens(const Arm& arm) {
    std::map<DrugOfRegimen, int> first;
    for (int r = 0; r < arm.regimen_count; ++r) {
        const auto [at, is_new] =
            first.emplace(DrugOfRegimen(arm.regimens[r].drug, arm.regimens[r].marginals), r);
        if (!is_new && arm.regimens[r].first_dose_min < arm.regimens[at->second].first_dose_min)
            at->second = r;
    }
    return first;
}

struct Collected {
    trial::ExposureGroup group;
    std::vector<trial::ExposedPatient> patients;
};

/// Arms that give the same drugs, two or more.
std::vector<std::vector<int>> arms_alike(const Study& study) {
    std::map<std::vector<DrugOfRegimen>, std::vector<int>> by_drugs;
    for (int a = 0; a < study.arm_count; ++a) {
        std::vector<DrugOfRegimen> drugs;
        for (const auto& [drug, regimen] : first_regimens(study.arms[a])) drugs.push_back(drug);
        if (!drugs.empty()) by_drugs[drugs].push_back(a);
    }
    std::vector<std::vector<int>> alike;
    for (const auto& [drugs, arms] : by_drugs)
        if (arms.size() > 1) alike.push_back(arms);
    return alike;
}

}  // namespace

trial::ExposureReport exposure_of_run(const store::StoredRun& run, const std::string& arm, std::size_t bins) {
    const Study& study = run.cohort.study;
    const std::vector<int> chosen = chosen_arms(run.cohort, arm);
    const auto happened = read_rows(run);
    const cohort::PopulationStudies populations = store::populations_of(run, run.cohort);
    const std::vector<std::vector<int>> alike =
        arm.empty() ? arms_alike(study) : std::vector<std::vector<int>>();

    std::vector<Collected> of_arms, together;
    for (const int a : chosen)
        for (int r = 0; r < study.arms[a].regimen_count; ++r)
            of_arms.push_back({{run.cohort.arms[std::size_t(a)].id,
                                run.cohort.arms[std::size_t(a)].regimen_labels[std::size_t(r)],
                                trial::exposure_unit(study.arms[a].regimens[r].drug),
                                {run.cohort.arms[std::size_t(a)].id},
                                {}},
                               {}});
    for (const std::vector<int>& arms : alike)
        for (const auto& [drug, regimen] : first_regimens(study.arms[arms.front()])) {
            trial::ExposureGroup group{
                "together",
                cohort::name_of(run.cohort, study.arms[arms.front()].regimens[regimen]),
                trial::exposure_unit(drug.first),
                {},
                {}};
            for (const int a : arms) group.arms.push_back(run.cohort.arms[std::size_t(a)].id);
            together.push_back({group, {}});
        }

    cohort::StudySpace space;
    for (std::uint64_t place = 0; place < run.record.patients_done; ++place) {
        const Study& of_patient = populations.study_at(place, space);
        const auto add = [&](Collected& to, int a, int r) {
            const Happened& one = happened[std::size_t(a)][place];
            if (!one.counts) return;
            const auto patient = sample_patient<double>(of_patient.population, of_patient.seed,
                                                        run.record.first_patient + place, &study.arms[a]);
            to.patients.push_back(
                {trial::first_dose_exposure(patient, study.arms[a].regimens[r]), one.events});
        };
        std::size_t next = 0;
        for (const int a : chosen)
            for (int r = 0; r < study.arms[a].regimen_count; ++r) add(of_arms[next++], a, r);
        next = 0;
        for (const std::vector<int>& arms : alike) {
            const int a = arms[place % arms.size()];
            for (const auto& [drug, regimen] : first_regimens(study.arms[a]))
                add(together[next++], a, regimen);
        }
    }

    trial::ExposureReport report;
    for (std::vector<Collected>* groups : {&of_arms, &together})
        for (Collected& one : *groups) {
            one.group.response = trial::exposure_response(std::move(one.patients), bins);
            report.groups.push_back(std::move(one.group));
        }
    report.patients = run.record.patients_done;
    report.patients_planned = run.record.patients_planned;
    report.interrupted = run.record.interrupted;
    return report;
}

}  // namespace twinarm::study
