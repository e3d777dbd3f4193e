// Numbers of a chart with as many digits as a chart shows.
#include "host/report/short_number.hpp"

#include <fmt/format.h>

#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <nlohmann/json.hpp>

namespace twinarm::report {

store::Json short_number(double value) {
    if (!std::isfinite(value)) return nullptr;
    const double rounded = std::strtod(fmt::format("{:.4g}", value).c_str(), nullptr);
    if (std::abs(rounded) < 1e15 && rounded == std::floor(rounded)) return store::Json(std::int64_t(rounded));
    return store::Json(rounded);
}

store::Json short_numbers(const std::vector<double>& values) {
    store::Json array = store::Json::array();
    for (const double value : values) array.push_back(short_number(value));
    return array;
}

}  // namespace twinarm::report
