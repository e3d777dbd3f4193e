// A cohort file with everything that it includes, merged into one tree.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "host/cohort/cohort.hpp"
#include "host/cohort/node.hpp"

namespace twinarm {

struct Document {
    Node root;
    std::vector<InputFile> files;  ///< every file that was read, in order
};

/// Reads `path` and its includes. Later includes win over earlier ones, the including file wins over all.
Document load_document(const std::filesystem::path& path, Report& report);

}  // namespace twinarm
