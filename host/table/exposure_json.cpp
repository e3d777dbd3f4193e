// Response and toxicity by exposure, as JSON.
#include <cmath>
#include <nlohmann/json.hpp>

#include "host/base/words.hpp"
#include "host/store/json_parts.hpp"
#include "host/table/exposure_table.hpp"

namespace twinarm::table {

namespace {

using Json = nlohmann::ordered_json;

Json fit_json(const std::optional<statistics::LogisticFit>& fit) {
    if (!fit) return nullptr;
    const statistics::Interval limits = fit->slope_limits();
    return {{"intercept", fit->intercept},
            {"log_odds_of_a_doubling", fit->slope},
            {"standard_error", fit->slope_error()},
            {"odds_ratio_of_a_doubling", std::exp(fit->slope)},
            {"limits", {std::exp(limits.lower), std::exp(limits.upper)}}};
}

/// The fitted share at the median of each bin.
Json curve_json(const trial::ExposureResponse& found, const std::optional<statistics::LogisticFit>& fit) {
    if (!fit) return nullptr;
    Json points = Json::array();
    for (const trial::ExposureBin& bin : found.bins) {
        const double x = std::log2(bin.median);
        points.push_back({{"exposure", bin.median},
                          {"share", fit->share_at(x)},
                          {"limits", store::json_of(fit->limits_at(x))}});
    }
    return points;
}

Json event_json(const trial::ExposureResponse& found, std::size_t event) {
    Json bins = Json::array();
    for (const trial::ExposureBin& bin : found.bins)
        bins.push_back({{"exposure_from", bin.from},
                        {"exposure_to", bin.to},
                        {"exposure_median", bin.median},
                        {"patients", bin.patients},
                        {"count", bin.events[event].count},
                        {"share", double(bin.events[event].count) / double(bin.patients)},
                        {"limits", store::json_of(bin.events[event].limits)}});
    return {{"event", trial::exposed_event_names[event]},
            {"bins", bins},
            {"logistic", fit_json(found.fits[event])},
            {"curve", curve_json(found, found.fits[event])}};
}

}  // namespace

Json exposure_json(const trial::ExposureReport& report) {
    Json groups = Json::array();
    for (const trial::ExposureGroup& group : report.groups) {
        Json events = Json::array();
        for (std::size_t e = 0; e < trial::exposed_events; ++e)
            events.push_back(event_json(group.response, e));
        groups.push_back({{"arm", group.arm},
                          {"arms", group.arms},
                          {"regimen", group.regimen},
                          {"unit", group.unit},
                          {"patients", group.response.patients},
                          {"events", events}});
    }
    return {{"simulated", true},
            {"note", base::simulated_note},
            {"exposure", "area under the concentration of the first dose"},
            {"patients", report.patients},
            {"patients_planned", report.patients_planned},
            {"interrupted", report.interrupted},
            {"groups", groups}};
}

}  // namespace twinarm::table
