// A resolved cohort that is read once for many cohorts, which differ in a few values: the populations of a
// run.
#pragma once

#include <string>
#include <vector>

#include "host/cohort/cohort.hpp"
#include "host/toml/node.hpp"
#include "host/toml/override.hpp"

namespace twinarm::cohort {

class ResolvedCohort {
  public:
    /// As read_resolved. Throws CohortError where the text cannot be parsed.
    ResolvedCohort(const std::string& toml_text, const std::string& name);
    /// What read_resolved gives, but for its text: `resolved` is empty. Throws CohortError with all errors.
    Cohort with(const std::vector<toml::Setting>& over) const;

  private:
    toml::Node root_;
    std::vector<toml::InputFile> files_;
};

}  // namespace twinarm::cohort
