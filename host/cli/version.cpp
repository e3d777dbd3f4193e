// twinarm version: what this program is.
#include <fmt/format.h>

#include <memory>
#include <nlohmann/json.hpp>

#include "host/base/build_info.hpp"
#include "host/cli/commands.hpp"
#include "host/cli/json_output.hpp"

namespace twinarm::cli {

std::string version_line() {
    const base::BuildInfo build = base::build_info();
    return fmt::format("twinarm {}{}, {} build, {}, {}", build.version,
                       build.commit.empty() ? "" : " (" + build.commit.substr(0, 12) + ")", build.build,
                       build.compiler, build.cuda ? "with CUDA" : "without CUDA");
}

Verb version_verb() {
    auto json = std::make_shared<bool>(false);
    Verb verb("version", "Version, commit, compiler and build of this program");
    add_json_flag(verb, *json);
    verb.action = [json] {
        if (*json) {
            const base::BuildInfo build = base::build_info();
            const nlohmann::ordered_json text = {
                {"program", "twinarm"},
                {"version", build.version},
                {"git_commit", build.commit.empty() ? nlohmann::ordered_json(nullptr)
                                                    : nlohmann::ordered_json(build.commit)},
                {"build", build.build},
                {"compiler", build.compiler},
                {"cuda", build.cuda}};
            print_json(text);
        } else {
            fmt::print("{}\n", version_line());
        }
        return study::ExitCode::ok;
    };
    return verb;
}

}  // namespace twinarm::cli
