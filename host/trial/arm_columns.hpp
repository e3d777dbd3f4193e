// The numbers of an arm that a sweep shows and a design aims at, each declared once.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "host/cohort/design.hpp"
#include "host/statistics/estimate.hpp"
#include "host/statistics/population_value.hpp"
#include "host/trial/sweep_counts.hpp"

namespace twinarm::trial {

/// A number in one population. Unset value: nobody of whom it could be known.
struct ColumnValue {
    std::optional<double> value;
    double variance = 0;  ///< Monte-Carlo; not-a-number where it is not known
    double patients = 0;  ///< of whom it is a share; 0: it is no share
};

struct ArmColumn {
    const char* heading;  ///< "ORR, %"
    const char* meaning;  ///< in words
    ColumnValue (*of)(const SweepCounts&);
    const char* name = "";  ///< of the column in CSV and JSON, and in [design]: "orr"
    bool is_share = true;   ///< of patients; else months
};

/// In the order of cohort::arm_column_names.
const std::vector<ArmColumn>& arm_columns();

/// A column over the populations.
struct ColumnResult {
    std::optional<double> mean;                  ///< by the populations' weights
    std::optional<double> standard_error;        ///< of the mean, Monte-Carlo; unset where it is not known
    std::optional<statistics::Interval> limits;  ///< of the mean, exact, 95%, where its error is not known
    std::optional<statistics::Interval>
        range;  ///< 95% of the populations, Monte-Carlo error taken out; unset for one
};

/// `values`: of each population, with its weight. Medians that are not reached are infinite, and then there
/// is no mean.
ColumnResult column_over(const std::vector<statistics::PopulationValue>& values, bool is_share);

/// Of one column in all populations: counts[k] has the weight weights[k].
std::vector<statistics::PopulationValue> column_values(const ArmColumn& column,
                                                       const std::vector<const SweepCounts*>& counts,
                                                       const std::vector<double>& weights);

/// "20.0" of a share in percent, "4.1" of months; "NR" of a median that is not reached.
std::string column_text(const ArmColumn& column, const std::optional<double>& value);

}  // namespace twinarm::trial
