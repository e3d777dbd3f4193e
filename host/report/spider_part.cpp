// Readings of SLD over time, relative to baseline, of some of the sampled patients.
#include <nlohmann/json.hpp>

#include "host/base/words.hpp"
#include "host/report/chart_number.hpp"
#include "host/report/chart_parts.hpp"

namespace twinarm::report {

namespace {

constexpr std::size_t lines = 50;

}  // namespace

store::Json spider_part(const SampledCourses& courses) {
    store::Json arms = store::Json::array();
    for (const std::vector<CourseLog>& of_arm : courses) {
        store::Json patients = store::Json::array();
        const std::size_t shown = std::min(lines, of_arm.size());
        for (std::size_t i = 0; i < shown; ++i) {
            const CourseLog& log = of_arm[(2 * i + 1) * of_arm.size() / (2 * shown)];
            store::Json week = store::Json::array(), change = store::Json::array();
            for (const ScanRecord& scan : log.scans) {
                if (scan.measured_sld_mm < 0) continue;  // missed
                week.push_back(chart_number(scan.time_h / 168));
                change.push_back(chart_number(scan.measured_sld_mm / log.scans.front().measured_sld_mm - 1));
            }
            patients.push_back({{"patient", log.outcome.patient},
                                {"response", base::name_of(log.outcome.response)},
                                {"week", week},
                                {"change", change}});
        }
        arms.push_back(patients);
    }
    return arms;
}

}  // namespace twinarm::report
