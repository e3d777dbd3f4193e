// Which sampled traits separate the responders of each arm.
#include "host/study/find_predictors.hpp"

#include "host/study/arms.hpp"
#include "host/study/sample_traits.hpp"
#include "kernels/patient/outcome.hpp"

namespace twinarm::study {

namespace {

using ResponsesByArm = std::vector<std::vector<store::ArmResponse>>;

/// `first`: address of the first patient of the populations.
FoundPredictors find(const cohort::Cohort& cohort, const ResponsesByArm& responses, const std::string& arm,
                     const cohort::PopulationStudies& populations, std::uint64_t first) {
    cohort::StudySpace space;
    const auto study_of = [&](std::uint64_t patient) -> const Study& {
        return populations.study_at(patient - first, space);
    };
    FoundPredictors found;
    for (const int a : chosen_arms(cohort, arm)) {
        std::vector<std::uint64_t> patients;
        std::vector<bool> responders;
        for (const store::ArmResponse& one : responses[std::size_t(a)]) {
            patients.push_back(one.patient);
            responders.push_back(one.responder);
        }
        found.report.arms.push_back({cohort.arms[std::size_t(a)].id,
                                     trial::predictors(sample_traits(patients, study_of), responders)});
    }
    return found;
}

}  // namespace

FoundPredictors predictors_of_run(const store::StoredRun& run, const std::string& arm) {
    FoundPredictors found = find(run.cohort, store::stored_responses(run), arm,
                                 store::populations_of(run, run.cohort), run.record.first_patient);
    found.report.patients = run.record.patients_done;
    found.report.patients_planned = run.record.patients_planned;
    found.report.interrupted = run.record.interrupted;
    return found;
}

FoundPredictors predictors_of_cohort(const cohort::Cohort& cohort, const store::StudyPlan& plan,
                                     const std::string& arm, const ProgressSink& progress,
                                     const base::StopToken& stop) {
    ResponsesByArm responses(cohort.arms.size());
    const auto keep = [&](const Outcome* outcomes, std::uint64_t patients) {
        for (const Outcome* o = outcomes; o != outcomes + patients * cohort.arms.size(); ++o)
            if (o->status == Status::ok)
                responses[std::size_t(o->arm)].push_back({o->patient, is_responder(o->response)});
    };
    const store::StudyResult result = run_whole_study(plan, {{keep}, progress}, stop);
    if (result.signal != 0) return {{}, result.signal};
    FoundPredictors found = find(cohort, responses, arm, plan.populations, plan.first);
    found.report.patients = found.report.patients_planned = plan.patients;
    return found;
}

}  // namespace twinarm::study
