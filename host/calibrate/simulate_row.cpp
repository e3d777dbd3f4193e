// From hyper-parameters to summaries, through the engine.
#include "host/calibrate/simulate_row.hpp"

#include <map>

#include "host/calibrate/row_settings.hpp"
#include "kernels/launch/simulate.hpp"
#include "kernels/patient/sample_patient.hpp"

namespace twinarm {
namespace {

/// A parameter of each patient.
std::vector<double> covariate_of(const Study& study, std::uint64_t patients, int parameter) {
    std::vector<double> values;
    for (std::uint64_t k = 0; k < patients; ++k)
        values.push_back(parameter_of(sample_patient<double>(study.population, study.seed, k), parameter));
    return values;
}

void simulate_experiment(const Calibration& calibration, std::size_t index, const Study& study,
                         TableRow& row) {
    const Experiment& experiment = calibration.experiments[index];
    std::vector<Outcome> outcomes(experiment.patients * std::uint64_t(study.arm_count));
    CpuOptions in_this_thread;
    in_this_thread.threads = 1;
    simulate_on_cpu(study, 0, experiment.patients, outcomes.data(), in_this_thread);
    for (const Outcome& outcome : outcomes) row.failed += outcome.status != Status::ok;

    std::map<int, std::vector<double>> covariates;
    covariates[-1] = {};
    for (std::size_t s = 0; s < calibration.summaries.size(); ++s) {
        const SummaryRequest& request = calibration.summaries[s];
        if (request.experiment != index) continue;
        const auto [values, first] = covariates.try_emplace(request.covariate);
        if (first) values->second = covariate_of(study, experiment.patients, request.covariate);
        row.summaries[s] = summarise(request, outcomes, study.arm_count, values->second);
    }
}

}  // namespace

RowSimulator engine_rows(const Calibration& calibration) {
    return [&calibration](const std::vector<double>& latent) {
        TableRow row{latent, std::vector<Summary>(calibration.summaries.size())};
        for (std::size_t e = 0; e < calibration.experiments.size(); ++e) {
            const Cohort cohort = row_cohort(calibration.hyper, latent, calibration.experiments[e]);
            simulate_experiment(calibration, e, cohort.study, row);
        }
        return row;
    };
}

}  // namespace twinarm
