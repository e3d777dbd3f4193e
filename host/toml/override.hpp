// `--set path=value`: one value of a merged cohort file replaced from the command line.
#pragma once

#include <string>

#include "host/toml/node.hpp"

namespace twinarm::toml {

/// Sets the value at a path such as `trial.n=60`, `tumour.killing.log_sd=2.0`, `arm.nivolumab.trial_n=80` (a
/// member of a list by its id, or by its number from 0) or `regimen.hd.dose=700000 IU/kg` (a text needs no
/// quotes). An unknown path adds a key, which the reader then reports as unknown; a key of a regimen or a
/// drug that is not there is an error.
void apply_override(Node& root, const std::string& setting, base::Report& report);

/// A setting with the place that messages name: an option, or a cell of a file.
struct Setting {
    std::string text;  ///< "path=value"
    base::Place place;
};
/// Of `--set TEXT`.
Setting setting_of_option(const std::string& text);
void apply_override(Node& root, const Setting& setting, base::Report& report);

/// Sets a top-level member's value, as `--seed` and `-n` do.
void set_integer(Node& root, const std::string& table, const std::string& key, std::uint64_t value,
                 const std::string& option);

}  // namespace twinarm::toml
