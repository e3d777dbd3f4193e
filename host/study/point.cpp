// A cohort file at one point of a grid or of a search.
#include "host/study/point.hpp"

#include <algorithm>

#include "host/base/errors.hpp"
#include "host/study/arms.hpp"

namespace twinarm::study {
namespace {

/// Indices in the order of the cohort.
std::vector<int> indices_of(const std::vector<std::string>& ids, const cohort::Cohort& cohort) {
    std::vector<int> arms;
    for (const std::string& id : ids) {
        const int arm = chosen_arms(cohort, id).front();
        if (std::find(arms.begin(), arms.end(), arm) != arms.end())
            throw base::UsageError("--arm " + id + ": is given twice");
        arms.push_back(arm);
    }
    std::sort(arms.begin(), arms.end());
    return arms;
}

Study with_arms(const Study& study, const std::vector<int>& arms) {
    Study made = study;
    made.arm_count = std::int32_t(arms.size());
    for (std::size_t i = 0; i < arms.size(); ++i) {
        made.arms[i] = study.arms[arms[i]];  // with its tag: its patients' random numbers stay the same
        made.scans[i] = study.scans[arms[i]];
    }
    return made;
}

void keep_arms(Point& point, const std::vector<int>& arms) {
    std::vector<cohort::ArmDesign> designs;
    for (const int arm : arms) designs.push_back(point.cohort.arms[std::size_t(arm)]);
    point.cohort.arms = std::move(designs);
    point.cohort.study = with_arms(point.cohort.study, arms);
    cohort::Studies studies;
    cohort::StudySpace space;
    for (std::size_t k = 0; k < point.plan.populations.studies.size(); ++k)
        studies.add(with_arms(point.plan.populations.studies.at(k, space), arms));
    point.plan.populations.studies = std::move(studies);
}

}  // namespace

Point point_of(cohort::Cohort cohort, const CohortOptions& options, const EngineOptions& engine,
               const PointChoice& choice) {
    const std::vector<int> arms = indices_of(choice.arms, cohort);
    Point point{std::move(cohort), {}};
    point.plan = make_plan(point.cohort, options, engine, choice.populations);
    point.cohort.warnings.insert(point.cohort.warnings.end(), point.plan.warnings.begin(),
                                 point.plan.warnings.end());
    if (!arms.empty()) keep_arms(point, arms);
    return point;
}

Point point_at(const cohort::CohortFile& file, CohortOptions options, const EngineOptions& engine,
               const PointChoice& choice, const std::vector<toml::Setting>& settings) {
    options.point = settings;
    return point_of(file.with({options.set, options.seed, options.patients, settings}), options, engine,
                    choice);
}

}  // namespace twinarm::study
