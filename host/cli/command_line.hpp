// The verbs and their options as the command line itself knows them: for completion and the manual page.
#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

namespace twinarm {

struct OptionWords {
    std::vector<std::string> names;      ///< "-n", "--patients"; of an argument "FILE"
    std::string value;                   ///< "PATH=VALUE", "UINT"; empty for a flag
    std::vector<std::string> choices;    ///< the only values, or none
    std::string description, otherwise;  ///< value where the option is not given, or empty
    bool argument = false, required = false, repeated = false;
};

struct VerbWords {
    std::string name, description, footer;
    std::vector<OptionWords> options;  ///< arguments first
};

std::vector<VerbWords> verbs_of(const CLI::App& app);

}  // namespace twinarm
