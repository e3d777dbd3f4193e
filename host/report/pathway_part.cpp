// The signalling pathway of each drug: arrows, occupied receptors, and what binds to them.
#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <nlohmann/json.hpp>
#include <string_view>

#include "host/base/words.hpp"
#include "host/cohort/drug_kinds.hpp"
#include "host/report/chart_number.hpp"
#include "host/report/chart_parts.hpp"
#include "host/report/pathway_edges.hpp"
#include "host/statistics/histogram.hpp"
#include "kernels/model/parameters.hpp"

namespace twinarm::report {

namespace {

double median(std::vector<double> values) {
    if (values.empty()) return std::nan("");
    const auto middle = values.begin() + std::ptrdiff_t(statistics::quantile_index(0.5, values.size()));
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

/// Arm with the fewest drugs that gives this one, or -1.
int arm_of(const Study& study, const cohort::CohortDrug& drug) {
    int found = -1;
    for (int a = 0; a < study.arm_count; ++a)
        for (int r = 0; r < study.arms[a].regimen_count; ++r)
            if (study.arms[a].regimens[r].drug == drug.kind &&
                study.arms[a].regimens[r].marginals == drug.marginals &&
                (found < 0 || study.arms[a].regimen_count < study.arms[found].regimen_count))
                found = a;
    return found;
}

/// Median over the patients of the highest occupancy of the first week, of receptors and by cell.
store::Json receptors_json(const std::vector<CourseLog>& courses) {
    store::Json list = store::Json::array();
    for (std::size_t k = 0; k < std::size_t(pathway_receptors); ++k) {
        std::vector<double> highest;
        for (const CourseLog& log : courses) {
            const Patient<double> patient = patient_of(log);
            double most = 0;
            for (const CoursePoint& point : log.points)
                if (point.time_h <= 168) most = std::max(most, occupancies(patient, point)[k]);
            highest.push_back(most);
        }
        list.push_back({{"id", receptor_ids[k]}, {"occupied", chart_number(median(highest))}});
    }
    return list;
}

/// Medians of the parameters of some groups.
store::Json medians_json(const std::vector<CourseLog>& courses,
                         std::initializer_list<std::string_view> groups) {
    store::Json medians = store::Json::object();
    for (int i = 0; i < parameter_count; ++i) {
        const std::string group = parameter_table[i].group;
        if (std::find(groups.begin(), groups.end(), group) == groups.end()) continue;
        std::vector<double> values;
        for (const CourseLog& log : courses) values.push_back(log.parameters[std::size_t(i)]);
        medians[group + "." + parameter_table[i].name] = chart_number(median(values));
    }
    return medians;
}

store::Json drug_json(const ReportRun& run, const SampledCourses& courses, const cohort::CohortDrug& drug,
                      int arm) {
    const std::vector<CourseLog>& of_arm = courses[std::size_t(arm)];
    store::Json arrows = store::Json::array();
    for (const auto& [ends, effect] : pathway_edges(of_arm))
        arrows.push_back({{"from", ends.first},
                          {"to", ends.second},
                          {"sign", effect.sign > 0.5    ? 1
                                   : effect.sign < -0.5 ? -1
                                                        : 0},
                          {"share", chart_number(effect.share)}});
    return {{"drug", drug.label},
            {"name", drug.name},
            {"kind", cohort::key_of(drug.kind)},
            {"medians", medians_json(of_arm, {cohort::key_of(drug.kind)})},
            {"arm", run.cohort.arms[std::size_t(arm)].label},
            {"patients", of_arm.size()},
            {"receptors", receptors_json(of_arm)},
            {"edges", arrows}};
}

}  // namespace

store::Json pathway_part(const ReportRun& run, const SampledCourses& courses) {
    store::Json drugs = store::Json::array();
    for (const cohort::CohortDrug& drug : run.cohort.drugs) {
        const int arm = arm_of(run.cohort.study, drug);
        if (arm >= 0) drugs.push_back(drug_json(run, courses, drug, arm));
    }
    return {{"drugs", drugs},
            {"medians", medians_json(courses.front(), {"receptors"})},
            {"smallest_share", smallest_effect_share}};
}

}  // namespace twinarm::report
