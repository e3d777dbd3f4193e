// The time of a record.
#include <fmt/chrono.h>
#include <time.h>

#include <cstdlib>
#include <ctime>

#include "host/store/run_record.hpp"

namespace twinarm::store {

std::string utc_now() {
    const char* fixed = std::getenv("SOURCE_DATE_EPOCH");
    const std::time_t time =
        fixed == nullptr ? std::time(nullptr) : std::time_t(std::strtoll(fixed, nullptr, 10));
    return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(time));
}

std::time_t time_of(const std::string& utc) {
    std::tm time{};
    return ::strptime(utc.c_str(), "%Y-%m-%dT%H:%M:%SZ", &time) == nullptr ? 0 : ::timegm(&time);
}

}  // namespace twinarm::store
