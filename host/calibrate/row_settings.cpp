// Hyper-parameters as `--set path=value`.
#include "host/calibrate/row_settings.hpp"

namespace twinarm::calibrate {

cohort::Cohort row_cohort(const std::vector<HyperParameter>& hyper, const std::vector<double>& latent,
                          const Experiment& experiment) {
    cohort::CohortOverrides overrides;
    overrides.set = experiment.set;
    for (std::size_t i = 0; i < hyper.size(); ++i)
        if (hyper[i].disease.empty() || hyper[i].disease == experiment.cohort.disease)
            overrides.set.push_back(hyper[i].path + "=" + text_at(hyper[i], latent[i]));
    return experiment.file.with(overrides);
}

}  // namespace twinarm::calibrate
