// Integers that a script would round.
#include "host/report/exact_integers.hpp"

#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>

namespace twinarm::report {

namespace {

constexpr std::int64_t largest_exact = std::int64_t(1) << 53;

}  // namespace

void large_integers_to_text(store::Json& json) {
    if (json.is_structured()) {
        for (store::Json& part : json) large_integers_to_text(part);
    } else if (json.is_number_unsigned()) {
        const auto value = json.get<std::uint64_t>();
        if (value > std::uint64_t(largest_exact)) json = std::to_string(value);
    } else if (json.is_number_integer()) {
        const auto value = json.get<std::int64_t>();
        if (value > largest_exact || value < -largest_exact) json = std::to_string(value);
    }
}

}  // namespace twinarm::report
