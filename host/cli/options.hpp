// Options that several verbs share.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "host/cli/verb.hpp"
#include "host/cohort/cohort.hpp"
#include "host/cohort/populations.hpp"
#include "host/run/simulate_cohort.hpp"

namespace twinarm {

/// Which cohort, with what changed.
struct CohortOptions {
    std::string file;
    std::vector<std::string> set;
    std::optional<std::uint64_t> seed, patients;
    std::uint64_t first_patient = 0;
};
void add_options(Verb& verb, CohortOptions& options);
/// Reads the cohort file. Throws CohortError, FileError.
Cohort read_cohort(const CohortOptions& options);

/// --populations, and what it names; checked against the cohort's --set. Throws CohortError, FileError.
void add_populations_option(Verb& verb, std::string& file);
Populations read_populations(const std::string& file, const CohortOptions& options, const Cohort& cohort);

/// Where and how it is simulated.
struct EngineOptions {
    std::string device = "auto";
    std::string instructions = "auto";
    int threads = 0, lanes = 0;
    std::uint64_t chunk = 0;
};
void add_options(Verb& verb, EngineOptions& options);

/// Joins both into the plan of a run. Throws DeviceError, UsageError.
SimulationPlan make_plan(const Cohort& cohort, const CohortOptions& cohort_options,
                         const EngineOptions& engine);

}  // namespace twinarm
