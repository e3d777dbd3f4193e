// A file that a cohort was read from.
#pragma once

#include <string>

namespace twinarm::toml {

/// A file that took part, with the SHA-256 of its bytes.
struct InputFile {
    std::string path;
    std::string sha256;
};

}  // namespace twinarm::toml
