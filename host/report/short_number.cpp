// Numbers of a chart with as many digits as a chart shows.
#include "host/report/short_number.hpp"

#include <fmt/format.h>

#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <nlohmann/json.hpp>

namespace twinarm::report {

table::Json short_number(double value) {
    if (!std::isfinite(value)) return nullptr;
    const double rounded = std::strtod(fmt::format("{:.4g}", value).c_str(), nullptr);
    if (std::abs(rounded) < 1e15 && rounded == std::floor(rounded)) return table::Json(std::int64_t(rounded));
    return table::Json(rounded);
}

table::Json short_numbers(const std::vector<double>& values) {
    table::Json array = table::Json::array();
    for (const double value : values) array.push_back(short_number(value));
    return array;
}

}  // namespace twinarm::report
