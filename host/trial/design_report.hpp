// What a search for a design found, as plain data.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "host/cohort/design.hpp"
#include "host/trial/arm_columns.hpp"

namespace twinarm::trial {

/// Mean and standard error of a difference in the same patients.
struct PairedChange {
    double mean = 0, standard_error = 0;
};

/// One design with what came of it.
struct DesignPoint {
    std::vector<std::string> values;    ///< by what is varied; empty: the file as it is
    std::vector<double> places;         ///< in [0, 1] of its range or list, by what is varied
    std::vector<ColumnResult> columns;  ///< by arm_columns()
    ColumnResult objective;             ///< as it is judged; in its own direction
    std::vector<double> constraints;    ///< the number that each constraint looks at
    bool feasible = true;
    double violation = 0;                       ///< by how much the constraints are broken, in sum
    std::vector<double> doses;                  ///< mean given, by regimen
    std::vector<std::vector<double>> by_block;  ///< [column][block]: blocks have the same patients everywhere
    std::vector<double> objective_by_block;
    std::uint64_t patients = 0, patients_failed = 0;
};

/// How a column moves when one varied value does, from the best design.
struct DesignSlope {
    std::size_t varied;
    std::string low, high;   ///< the values on both sides; one of them is the best's at an end
    PairedChange objective;  ///< at `high` minus at `low`
    std::vector<PairedChange> constraints;
    bool moves = true;  ///< any number of the arm, or its doses
    double share = 0;   ///< of the sum of the objective's absolute changes
};

struct DesignReport {
    std::string study, title;
    cohort::Design design;
    std::uint64_t seed = 0, patients = 0;
    std::uint64_t populations = 0;    ///< plausible ones that share the patients; 0: the cohort alone
    std::vector<DesignPoint> points;  ///< as they were simulated; the first is the file as it is
    std::size_t searched = 0;  ///< points[1] to points[searched] are the search's, the others around its best
    std::optional<std::size_t> best;  ///< place of it; unset where no point was judged
    std::vector<std::size_t> alike;  ///< feasible ones that are no worse than the best by two standard errors
    std::vector<std::size_t> front;  ///< of objective against toxicity, by rising toxicity
    std::vector<DesignSlope> slopes;
    std::optional<DesignPoint> confirmed;  ///< the best in as many other patients
    int signal = 0;                        ///< that ended it early, or 0
};

/// b minus a, by blocks of the same patients with these weights.
PairedChange paired_change(const std::vector<double>& a, const std::vector<double>& b,
                           const std::vector<double>& weights);

}  // namespace twinarm::trial
