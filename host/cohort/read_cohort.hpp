// Cohort files in: TOML text becomes a Cohort, or an exception with every error in it.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "host/base/diagnostic.hpp"
#include "host/cohort/cohort.hpp"
#include "host/cohort/design.hpp"
#include "host/toml/document.hpp"
#include "host/toml/override.hpp"

namespace twinarm::cohort {

/// What the command line overrides in a file.
struct CohortOverrides {
    std::vector<std::string> set;  ///< "path=value", in order
    std::optional<std::uint64_t> seed, patients;
    std::vector<toml::Setting> point = {};  ///< of a grid, over the others
};

/// A cohort file that is read once for many cohorts, which differ in their overrides.
class CohortFile {
  public:
    /// Throws CohortError where a file cannot be read or parsed.
    explicit CohortFile(const std::filesystem::path& path);
    /// `text` is that of the file, which was read already: a pipe can be read once. Includes are read.
    CohortFile(const std::filesystem::path& path, const std::string& text);
    /// Throws CohortError with all errors.
    Cohort with(const CohortOverrides& overrides) const;
    /// [design], which only `twinarm design` and `check` read; nothing where there is none. Throws as with().
    std::optional<Design> design(const CohortOverrides& overrides) const;

  private:
    toml::Document document_;
};

/// Reads a cohort file, its includes and the overrides. Throws CohortError with all errors.
Cohort read_cohort(const std::filesystem::path& path, const CohortOverrides& overrides = {});

/// Reads the text of a resolved.toml, called `name` in messages, with `over` put over it. It includes
/// nothing.
Cohort read_resolved(const std::string& toml_text, const std::string& name,
                     const std::vector<toml::Setting>& over = {});

}  // namespace twinarm::cohort
