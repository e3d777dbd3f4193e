// The text of a journal, written without asking the disk to keep each line.
#pragma once

#include <sstream>
#include <string>

#include "host/base/sha256.hpp"

namespace twinarm {

/// The whole lines of `journal` and then those of `more`, all sealed. What follows the last end of a line of
/// `more` is a line, too.
inline std::string with_sealed_lines(std::string journal, const std::string& more) {
    constexpr std::size_t digits = 32;
    std::string seal =
        journal.empty() ? "" : journal.substr(journal.size() - 1 - digits, digits);  // before the last '\n'
    std::istringstream lines(more);
    for (std::string line; std::getline(lines, line);) {
        base::Sha256 hash;
        hash.add(seal);
        hash.add(line);
        seal = hash.hex().substr(0, digits);
        journal += line + '\t' + seal + '\n';
    }
    return journal;
}

}  // namespace twinarm
