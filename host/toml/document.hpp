// A cohort file with everything that it includes, merged into one tree.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "host/toml/input_file.hpp"
#include "host/toml/node.hpp"

namespace twinarm::toml {

struct Document {
    Node root;
    std::vector<InputFile> files;  ///< every file that was read, in order
};

/// Reads `path` and its includes. Later includes win over earlier ones, the including file wins over all.
Document load_document(const std::filesystem::path& path, base::Report& report);
/// The same where the text of `path` was read already: a pipe can be read once. Its includes are relative to
/// the present folder.
Document load_document(const std::filesystem::path& path, const std::string& text, base::Report& report);

}  // namespace twinarm::toml
