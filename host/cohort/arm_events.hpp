// `events` of an arm: an event table in the place of `regimens`.
#pragma once

#include <vector>

#include "host/toml/input_file.hpp"
#include "host/toml/node.hpp"

namespace twinarm::cohort {

/// Replaces the `events` of every arm by regimens of the file, so that the rest is read as if they had been
/// written there; their places are those of the rows. The tables that were read are added to `files`.
void take_event_tables(toml::Node& root, std::vector<toml::InputFile>& files, base::Report& report);

}  // namespace twinarm::cohort
