// How a file's values lie over those of the files that it includes.
#pragma once

#include <string_view>

#include "host/toml/node.hpp"

namespace twinarm::toml {

/// Merges `over` into `base`, both whole files. Tables are merged key by key; anything else, and every
/// parameter, is replaced whole. Correlations are gathered; one of the same two parameters is replaced.
void merge(Node& base, Node over);

/// Is this the name of a group of parameters (a table of a cohort file)?
bool is_parameter_group(std::string_view name);

}  // namespace twinarm::toml
