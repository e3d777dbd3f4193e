// Options that several verbs share.
#pragma once

#include <string>

#include "host/cli/verb.hpp"
#include "host/study/make_plan.hpp"

namespace twinarm::cli {

struct CohortRules {
    bool file_is_required = true;
};
void add_options(Verb& verb, study::CohortOptions& options, const CohortRules& rules = {});
void add_options(Verb& verb, study::EngineOptions& options);

/// --populations.
/// `otherwise`: the populations where the option is not given.
void add_populations_option(Verb& verb, std::string& file, const std::string& otherwise);

}  // namespace twinarm::cli
