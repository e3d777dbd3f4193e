// Numbers of a chart.
#include "host/report/chart_number.hpp"

#include <cmath>
#include <cstdint>
#include <nlohmann/json.hpp>

namespace twinarm::report {

store::Json chart_number(double value) {
    if (!std::isfinite(value)) return nullptr;
    if (std::abs(value) < 1e15 && value == std::floor(value)) return store::Json(std::int64_t(value));
    return store::Json(value);
}

store::Json chart_numbers(const std::vector<double>& values) {
    store::Json array = store::Json::array();
    for (const double value : values) array.push_back(chart_number(value));
    return array;
}

}  // namespace twinarm::report
