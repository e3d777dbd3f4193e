// What this program is: version, commit, compiler, build.
#pragma once

#include <string>

namespace twinarm::base {

struct BuildInfo {
    std::string version;
    std::string commit;  ///< of the sources when the build was configured; empty where it is not known
    std::string compiler;
    std::string build;  ///< "reproducible" or "fast"
    bool cuda = false;  ///< holds the GPU engine
};
BuildInfo build_info();

}  // namespace twinarm::base
