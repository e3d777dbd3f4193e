// Arms, pools, published trials and the design of the virtual trials.
#pragma once

#include <map>
#include <string>

#include "host/cohort/cohort.hpp"
#include "host/cohort/read_regimens.hpp"
#include "host/toml/node.hpp"

namespace twinarm::cohort {

void read_trial(const toml::Node& root, TrialDesign& trial, base::Report& report);

/// Reads [[arm]] into the study and its labels. `scans` are those of [assessment].
void read_arms(const toml::Node& root, const std::map<std::string, NamedRegimen>& regimens,
               const toml::Node* scans, Cohort& cohort, base::Report& report);

/// Address of an arm's own random numbers: 24 bits of the FNV-1a hash of its id.
std::uint32_t tag_of(const std::string& id);

void read_pools(const toml::Node& root, Cohort& cohort, base::Report& report);
void read_published(const toml::Node& root, Cohort& cohort, base::Report& report);

}  // namespace twinarm::cohort
