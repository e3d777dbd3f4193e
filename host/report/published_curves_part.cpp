// Points of published curves that the cohort file gives.
#include <nlohmann/json.hpp>

#include "host/report/chart_number.hpp"
#include "host/report/chart_parts.hpp"

namespace twinarm::report {

namespace {

void add_curve(store::Json& list, const cohort::PublishedTrial& trial, const char* kind,
               const std::vector<cohort::CurvePoint>& curve) {
    if (curve.empty()) return;
    store::Json points = store::Json::array();
    for (const cohort::CurvePoint& point : curve)
        points.push_back({chart_number(point.day), chart_number(point.value)});
    list.push_back({{"kind", kind},
                    {"arm", trial.arm},
                    {"label", trial.label},
                    {"role", trial.role},
                    {"source", trial.source},
                    {"points", points}});
}

}  // namespace

store::Json published_curves_part(const cohort::Cohort& cohort) {
    store::Json list = store::Json::array();
    for (const cohort::PublishedTrial& trial : cohort.published) {
        add_curve(list, trial, "pfs", trial.pfs);
        add_curve(list, trial, "lymphocytes", trial.lymphocytes);
    }
    return list;
}

}  // namespace twinarm::report
