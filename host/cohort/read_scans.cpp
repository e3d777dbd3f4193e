// When tumours are measured.
#include <fmt/format.h>

#include <algorithm>

#include "host/cohort/read_assessment.hpp"
#include "host/toml/fields.hpp"
#include "host/toml/values.hpp"

namespace twinarm::cohort {

namespace {

/// Adds scans every `interval` after the last one, up to and with `end`; false where there are too many.
bool add_scans(ScanSchedule& schedule, std::int64_t interval, std::int64_t end) {
    for (std::int64_t minute = schedule.minute[schedule.count - 1] + interval; minute <= end;
         minute += interval) {
        if (schedule.count == max_scans) return false;
        schedule.minute[schedule.count++] = std::int32_t(minute);
    }
    return true;
}

}  // namespace

ScanSchedule read_scans(const toml::Node* node, std::int32_t horizon_min, base::Report& report) {
    ScanSchedule schedule{};
    schedule.count = 1;  // the baseline, at minute 0
    if (node == nullptr) return schedule;
    toml::Fields fields(node, "`scans`", node->place, report);
    const toml::Node* at = fields.find("at");
    const toml::Node* every = fields.find("every");
    const toml::Node* until = fields.find("until");
    const toml::Node* then = fields.find("then");
    fields.close();
    if (!node->is_table() || horizon_min == 0) return schedule;
    if ((at != nullptr) == (every != nullptr) || (until != nullptr) != (then != nullptr) ||
        (at != nullptr && until != nullptr)) {
        report.add(
            node->place,
            "scans are { every = \"6 wk\" }, { every = \"8 wk\", until = \"48 wk\", then = \"12 wk\" } or "
            "{ at = [\"6 wk\", \"12 wk\"] }");
        return schedule;
    }
    bool fits = true;
    if (at != nullptr) {
        if (!at->is_array()) {
            report.add(at->place, "`at` is a list of times, as in [\"6 wk\", \"12 wk\"]");
            return schedule;
        }
        for (const toml::Node& one : at->children) {
            const std::optional<std::int32_t> minute = toml::minutes_value(&one, report);
            if (!minute) return schedule;
            if (*minute <= schedule.minute[schedule.count - 1]) {
                report.add(one.place, "scans must be in ascending order, after the baseline at 0");
                return schedule;
            }
            if (*minute > horizon_min) {
                report.add(one.place, fmt::format("a scan after the horizon of {} d is never made",
                                                  horizon_min / 1440.0));
                return schedule;
            }
            fits = schedule.count < max_scans;
            if (!fits) break;
            schedule.minute[schedule.count++] = *minute;
        }
    } else {
        const std::optional<std::int32_t> interval = toml::minutes_value(every, report);
        const std::optional<std::int32_t> first_end =
            until == nullptr ? horizon_min : toml::minutes_value(until, report);
        const std::optional<std::int32_t> later = then == nullptr ? 1 : toml::minutes_value(then, report);
        if (!interval || !first_end || !later) return schedule;
        if (*interval == 0 || *later == 0) {
            report.add(*interval == 0 ? every->place : then->place,
                       "time between scans must be longer than 0 min");
            return schedule;
        }
        fits = add_scans(schedule, *interval, std::min(*first_end, horizon_min));
        if (fits && then != nullptr) fits = add_scans(schedule, *later, horizon_min);
    }
    if (!fits)
        report.add(node->place,
                   fmt::format("more than {} scans before the horizon of {} d, baseline included", max_scans,
                               horizon_min / 1440.0));
    else if (schedule.count == 1)
        report.add(node->place, fmt::format("no scan before the horizon of {} d: nobody could respond",
                                            horizon_min / 1440.0));
    return schedule;
}

}  // namespace twinarm::cohort
