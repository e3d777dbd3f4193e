// Options that several verbs share.
#pragma once

#include <CLI/CLI.hpp>
#include <string>

#include "host/study/make_plan.hpp"

namespace twinarm {

/// Refuses what is no whole number from 0 to 2^64 - 1; the parser itself would wrap a negative one around.
CLI::Validator whole_number();

void add_options(CLI::App& verb, CohortOptions& options);
void add_options(CLI::App& verb, EngineOptions& options);

/// --populations.
void add_populations_option(CLI::App& verb, std::string& file);

}  // namespace twinarm
