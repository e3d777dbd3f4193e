// Arms, pools, published trials and the design of the virtual trials.
#pragma once

#include <map>
#include <string>

#include "host/cohort/cohort.hpp"
#include "host/cohort/node.hpp"
#include "host/cohort/read_regimens.hpp"

namespace twinarm {

void read_trial(const Node& root, TrialDesign& trial, Report& report);

/// Reads [[arm]] into the study and its labels. `scans` are those of [assessment].
void read_arms(const Node& root, const std::map<std::string, NamedRegimen>& regimens, const Node* scans,
               Cohort& cohort, Report& report);

/// Address of an arm's own random numbers: 24 bits of the FNV-1a hash of its id.
std::uint32_t tag_of(const std::string& id);

void read_pools(const Node& root, Cohort& cohort, Report& report);
void read_published(const Node& root, Cohort& cohort, Report& report);

}  // namespace twinarm
