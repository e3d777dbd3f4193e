// What a harness demands beyond "no crash"; where it does not hold, the fuzzer keeps the text.
#pragma once

#include <fmt/format.h>

#include <cstdio>
#include <cstdlib>
#include <string>

namespace twinarm {

/// Ends the program with the fault's words where there is one.
inline void demand_no_fault(const std::string& fault) {
    if (fault.empty()) return;
    fmt::print(stderr, "{}\n", fault);
    std::abort();
}

/// "file:line:column: message" with a message.
inline void demand_place(const std::string& message, const std::string& file) {
    std::size_t at = message.rfind(file + ":", 0) == 0 ? file.size() : std::string::npos;
    for (int number = 0; number < 2 && at < message.size() && message[at] == ':'; ++number) {
        const std::size_t end = message.find_first_not_of("0123456789", at + 1);
        at = end > at + 1 ? end : std::string::npos;
    }
    const bool placed =
        at != std::string::npos && message.compare(at, 2, ": ") == 0 && message.size() > at + 2;
    demand_no_fault(placed ? "" : "no place: " + message);
}

}  // namespace twinarm
