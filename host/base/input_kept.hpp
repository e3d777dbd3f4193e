// What a command reads is never what it writes.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace twinarm::base {

/// Throws UsageError where `output`, or the NAME.partial that it is until it is complete, is one of the files
/// in `inputs` under any name or link; "<stdin>" is the file that standard input comes from. What does not
/// exist is no file.
void require_no_input(const std::filesystem::path& output, const std::vector<std::string>& inputs);

}  // namespace twinarm::base
