// The populations file: plausible populations with weights, each a list of settings over any cohort file.
#pragma once

#include <string>
#include <vector>

#include "host/toml/override.hpp"

namespace twinarm::cohort {

/// A column of settings: a path as `--set` takes it, of every disease or, as "path @ disease", of one.
struct PopulationColumn {
    std::string path;
    std::string disease;  ///< empty: every
};

struct PlausiblePopulation {
    std::string name;
    double weight;                    ///< over all rows the sum is 1
    std::vector<std::string> values;  ///< by column, as `--set` takes them
    int line;                         ///< of the file
    std::vector<int> at;              ///< where the values begin in the line, from 1
};

struct Populations {
    std::string file;
    std::string sha256;  ///< of the file's bytes
    std::string text;    ///< the file
    std::vector<PopulationColumn> columns;
    std::vector<PlausiblePopulation> rows;
    std::vector<base::Diagnostic> warnings;

    /// What a population sets in a cohort of this disease.
    std::vector<toml::Setting> settings(std::size_t row, const std::string& disease) const;
    /// The columns that hold for this disease.
    std::vector<std::size_t> columns_of(const std::string& disease) const;
};

/// The longest populations file that is read [bytes]: 10,000 populations of 36 columns have 5 MB.
inline constexpr std::size_t largest_populations_bytes = 64 << 20;

/// Comment lines (#), then `population,weight,path,...`, then a row for each population, as spreadsheets
/// write them: with a byte order mark, any line ends, quotes, and empty rows. Weights sum to 1; sums within
/// 1% of it (thirds as 0.333) are scaled to 1 with a warning. `file` is the text's name in messages. Throws
/// CohortError with every error.
Populations read_populations(const std::string& text, const std::string& file);

/// The columns of this disease that a `--set` setting (or a path) and every population set both.
std::vector<std::size_t> columns_set_by(const std::string& setting, const Populations& populations,
                                        const std::string& disease);

/// Throws CohortError where `--set` settings name a path that the populations set too.
void check_settings(const Populations& populations, const std::string& disease,
                    const std::vector<std::string>& set);

/// Warnings of paths whose columns `PATH @ DISEASE` are all for other diseases than the cohort's.
std::vector<base::Diagnostic> columns_of_other_diseases(const Populations& populations,
                                                        const std::string& disease);

}  // namespace twinarm::cohort
