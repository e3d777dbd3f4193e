// A journal whose lines say what the fuzzer wants and are sealed as a program would.
#pragma once

#include <filesystem>
#include <sstream>
#include <string>

#include "host/store/journal.hpp"

namespace twinarm {

/// Each line costs a call to the disk: no more than a few.
inline void put_sealed_lines(const std::filesystem::path& path, const std::string& text,
                             int most_lines = 20) {
    store::Journal journal(path);
    std::istringstream lines(text);
    std::string line;
    for (int i = 0; i < most_lines && std::getline(lines, line); ++i) journal.append(line);
}

}  // namespace twinarm
