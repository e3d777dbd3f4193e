// The keys of a cohort file that are the same in every one.
#include "host/cohort/settable_paths.hpp"

#include "host/cohort/parameter_range.hpp"
#include "kernels/model/parameters.hpp"

namespace twinarm::cohort {

std::vector<std::string> settable_paths(const std::string& beginning) {
    std::vector<std::string> paths = {"study.horizon",
                                      "study.title",
                                      "assessment.criteria",
                                      "assessment.scans",
                                      "assessment.confirmation",
                                      "assessment.stable_after",
                                      "assessment.accept_stable_between",
                                      "assessment.missed_scans_between",
                                      "assessment.disease_control_after",
                                      "assessment.pfs_censoring",
                                      "assessment.measurable_from",
                                      "assessment.reader_cv",
                                      "assessment.complete_below",
                                      "assessment.progression_confirmation",
                                      "assessment.treat_beyond_progression",
                                      "assessment.no_scan_probability",
                                      "assessment.missed_scan_probability",
                                      "assessment.dropout",
                                      "solver.precision",
                                      "solver.relative_tolerance",
                                      "solver.absolute_tolerance",
                                      "solver.restart_step",
                                      "solver.minimum_step",
                                      "solver.max_steps",
                                      "trial.n",
                                      "trial.trials",
                                      "trial.between_trial_sd",
                                      "trial.assessor_odds_ratio",
                                      "trial.gate",
                                      "escalation.levels",
                                      "escalation.start",
                                      "escalation.window",
                                      "escalation.dlt_hypotension_grade",
                                      "escalation.design",
                                      "escalation.target",
                                      "escalation.cohort_size",
                                      "escalation.max_patients",
                                      "escalation.enough_at_level",
                                      "arm.",
                                      "regimen.",
                                      "drug."};
    for (std::string& key : parameter_keys()) paths.push_back(std::move(key));
    std::erase_if(paths, [&](const std::string& path) { return !path.starts_with(beginning); });
    return paths;
}

}  // namespace twinarm::cohort
