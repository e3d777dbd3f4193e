// What the files of an analysis dataset are called.
#pragma once

#include <cctype>

#include "host/adam/dataset.hpp"

namespace twinarm::adam {

/// "adsl.xpt"
inline std::string file_name(const Dataset& dataset, const std::string& ending) {
    std::string name;
    for (const char letter : dataset.name) name += char(std::tolower(static_cast<unsigned char>(letter)));
    return name + '.' + ending;
}

}  // namespace twinarm::adam
