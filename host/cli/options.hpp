// Options that several verbs share.
#pragma once

#include <string>

#include "host/cli/verb.hpp"
#include "host/study/make_plan.hpp"

namespace twinarm::cli {

void add_options(Verb& verb, study::CohortOptions& options);
void add_options(Verb& verb, study::EngineOptions& options);

/// --populations.
void add_populations_option(Verb& verb, std::string& file);

}  // namespace twinarm::cli
