// Options that do not change what a run is.
#include "host/cli/resume_options.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "host/base/errors.hpp"

namespace twinarm::cli {

void require_only_how(const std::vector<std::string>& given, const std::string& folder) {
    static const char* how[] = {"--resume", "--shard",        "--device", "--threads",
                                "--lanes",  "--instructions", "--chunk",  "--commit-seconds",
                                "--quiet",  "--verbose",      "--json"};
    for (const std::string& name : given)
        if (std::find(std::begin(how), std::end(how), name) == std::end(how))
            throw base::UsageError(
                fmt::format("{}: what a run is stands in its journal; {} goes on as it was begun\n"
                            "  Leave {} out, or begin another run: give FILE and another folder.",
                            name, folder, name));
}

}  // namespace twinarm::cli
