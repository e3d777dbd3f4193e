// From hyper-parameters to summaries, through the engine.
#include "host/calibrate/simulate_row.hpp"

#include <map>

#include "host/calibrate/row_settings.hpp"
#include "host/study/run_study.hpp"
#include "kernels/patient/sample_patient.hpp"

namespace twinarm::calibrate {
namespace {

/// A parameter of each patient.
std::vector<double> covariate_of(const Study& study, std::uint64_t first, std::uint64_t patients,
                                 int parameter) {
    std::vector<double> values;
    for (std::uint64_t k = first; k < first + patients; ++k)
        values.push_back(parameter_of(sample_patient<double>(study.population, study.seed, k), parameter));
    return values;
}

void simulate_experiment(const Calibration& calibration, std::size_t index, const cohort::Cohort& cohort,
                         std::uint64_t number, TableRow& row) {
    const Study& study = cohort.study;
    const Experiment& experiment = calibration.experiments[index];
    std::vector<Outcome> outcomes;
    const auto keep = [&](const Outcome* some, std::uint64_t patients) {
        outcomes.insert(outcomes.end(), some, some + patients * std::uint64_t(study.arm_count));
    };
    store::StudyPlan plan;
    plan.populations = cohort::one_population(cohort, experiment.patients);
    plan.first = number * experiment.patients;
    plan.patients = plan.chunk = experiment.patients;
    plan.cpu.threads = 1;  // rows run beside each other
    for (const std::uint64_t failed : study::run_whole_study(plan, {{keep}}, {}).failed) row.failed += failed;

    std::map<int, std::vector<double>> covariates;
    covariates[-1] = {};
    for (std::size_t s = 0; s < calibration.summaries.size(); ++s) {
        const SummaryRequest& request = calibration.summaries[s];
        if (request.experiment != index) continue;
        const auto [values, first] = covariates.try_emplace(request.covariate);
        if (first) values->second = covariate_of(study, plan.first, experiment.patients, request.covariate);
        row.summaries[s] = summarise(request, outcomes, study.arm_count, values->second);
    }
}

}  // namespace

RowSimulator engine_rows(const Calibration& calibration) {
    return [&calibration](const std::vector<double>& latent, std::uint64_t number) {
        TableRow row{latent, std::vector<Summary>(calibration.summaries.size())};
        for (std::size_t e = 0; e < calibration.experiments.size(); ++e) {
            const cohort::Cohort cohort = row_cohort(calibration.hyper, latent, calibration.experiments[e]);
            simulate_experiment(calibration, e, cohort, number, row);
        }
        return row;
    };
}

}  // namespace twinarm::calibrate
