// One patient's course in one arm of a stored run as an SBML file.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "host/store/stored_run.hpp"

namespace twinarm::sbml {

/// Returns the size of `file` in bytes. Throws UsageError where the run has no such patient or arm or cannot
/// be simulated again, VerificationError where the course is not the one that is stored, and as sbml_text.
std::size_t export_course(const store::StoredRun& run, std::uint64_t patient, const std::string& arm_id,
                          const std::filesystem::path& file);

}  // namespace twinarm::sbml
