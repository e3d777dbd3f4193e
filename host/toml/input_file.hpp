// A file that a cohort was read from.
#pragma once

#include <string>
#include <vector>

namespace twinarm::toml {

/// A file that took part, with the SHA-256 of its bytes.
struct InputFile {
    std::string path;
    std::string sha256;
};

inline std::vector<std::string> paths_of(const std::vector<InputFile>& files) {
    std::vector<std::string> paths;
    for (const InputFile& file : files) paths.push_back(file.path);
    return paths;
}

}  // namespace twinarm::toml
