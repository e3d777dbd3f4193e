// What this program is: version, commit, compiler, build.
#include "host/base/build_info.hpp"

#include "kernels/launch/simulate.hpp"

#ifndef TWINARM_VERSION
#define TWINARM_VERSION "unknown"
#endif
#ifndef TWINARM_COMMIT
#define TWINARM_COMMIT ""
#endif
#ifndef TWINARM_BUILD
#define TWINARM_BUILD "reproducible"
#endif

namespace twinarm::base {

BuildInfo build_info() {
#if defined(__clang__)
    const std::string compiler = "clang " __clang_version__;
#else
    const std::string compiler = "g++ " __VERSION__;
#endif
    return {TWINARM_VERSION, TWINARM_COMMIT, compiler, TWINARM_BUILD, gpu_state().built};
}

}  // namespace twinarm::base
