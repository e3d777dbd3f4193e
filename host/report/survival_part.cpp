// Kaplan-Meier curves with their limits, and how many patients are at risk on round days.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "host/report/chart_number.hpp"
#include "host/report/chart_parts.hpp"

namespace twinarm::report {

namespace {

/// A curve is drawn while this share of patients is at risk: beyond it a few deaths move it a lot. (At the
/// last scan all who have not progressed are censored; what is left is only those who are about to die.)
constexpr double smallest_share_at_risk = 0.05;

/// Patients whose observation has not ended before `day`.
std::uint64_t at_risk(const ArmFollowUp& arm, std::size_t day) {
    std::uint64_t count = 0;
    for (std::size_t d = day; d < arm.ends.size(); ++d) count += arm.ends[d];
    return count;
}

}  // namespace

store::Json survival_part(const std::vector<ArmFollowUp>& arms) {
    std::size_t last = 1;
    for (const ArmFollowUp& arm : arms) last = std::max(last, arm.ends.size());
    store::Json risk_days = store::Json::array(), curves = store::Json::array();
    const std::size_t quarter = 91, between = quarter * std::max<std::size_t>(1, (last + 545) / 546);
    for (std::size_t day = 0; day < last; day += between) risk_days.push_back(day);
    for (const ArmFollowUp& arm : arms) {
        store::Json day = store::Json::array(), survival = store::Json::array(), lower = store::Json::array(),
                    upper = store::Json::array(), risk = store::Json::array();
        const double enough = smallest_share_at_risk * double(at_risk(arm, 0));
        std::size_t last_day = arm.ends.empty() ? 0 : arm.ends.size() - 1;
        while (last_day > 0 && double(at_risk(arm, last_day)) < enough) --last_day;
        for (const statistics::SurvivalPoint& point : arm.survival.summarise().curve) {
            if (point.day > double(last_day)) break;
            day.push_back(point.day);
            survival.push_back(chart_number(point.survival));
            lower.push_back(point.limits ? chart_number(point.limits->lower) : store::Json(nullptr));
            upper.push_back(point.limits ? chart_number(point.limits->upper) : store::Json(nullptr));
        }
        for (const store::Json& d : risk_days) risk.push_back(at_risk(arm, d.get<std::size_t>()));
        curves.push_back({{"day", day},
                          {"survival", survival},
                          {"lower", lower},
                          {"upper", upper},
                          {"at_risk", risk},
                          {"last_day", last_day}});
    }
    return {{"smallest_share_at_risk", smallest_share_at_risk}, {"risk_days", risk_days}, {"arms", curves}};
}

}  // namespace twinarm::report
