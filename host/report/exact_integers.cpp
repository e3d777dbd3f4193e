// Integers that a script would round.
#include "host/report/exact_integers.hpp"

#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>

#include "host/base/number_text.hpp"

namespace twinarm::report {

void large_integers_to_text(store::Json& json) {
    if (json.is_structured()) {
        for (store::Json& part : json) large_integers_to_text(part);
    } else if (json.is_number_unsigned()) {
        const auto value = json.get<std::uint64_t>();
        if (value > base::largest_exact_number) json = std::to_string(value);
    } else if (json.is_number_integer()) {
        const auto value = json.get<std::int64_t>(), largest = std::int64_t(base::largest_exact_number);
        if (value > largest || value < -largest) json = std::to_string(value);
    }
}

}  // namespace twinarm::report
