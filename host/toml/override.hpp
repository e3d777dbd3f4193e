// `--set path=value`: one value of a merged cohort file replaced from the command line.
#pragma once

#include <string>

#include "host/toml/node.hpp"

namespace twinarm::toml {

/// Sets the value at a path such as `trial.n=60`, `tumour.killing.log_sd=2.0`, `arm.nivolumab.trial_n=80` (a
/// member of a list by its id, or by its number from 0) or `regimen.hd.dose=700000 IU/kg` (a text needs no
/// quotes). A path that leads nowhere makes a key there, which the reader then calls unknown.
void apply_override(Node& root, const std::string& setting, base::Report& report);

/// A setting that stands in a file, which messages then name.
struct Setting {
    std::string text;  ///< "path=value"
    base::Place place;
};
void apply_override(Node& root, const Setting& setting, base::Report& report);

/// Sets a top-level member's value, as `--seed` and `-n` do.
void set_integer(Node& root, const std::string& table, const std::string& key, std::uint64_t value,
                 const std::string& option);

}  // namespace twinarm::toml
