// [design] of a cohort file: what `twinarm design` varies, what it wants, and what it must not exceed.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "host/base/diagnostic.hpp"
#include "host/toml/override.hpp"

namespace twinarm::cohort {

/// A number of an arm that a design can aim at; trial::arm_columns() says how each is counted.
struct ArmColumnName {
    const char* name;
    bool is_share;  ///< of patients, 0 to 1; else months
};
inline constexpr std::array arm_column_names = {ArmColumnName{"orr", true},
                                                ArmColumnName{"cr", true},
                                                ArmColumnName{"disease_control", true},
                                                ArmColumnName{"hypotension_grade_3_or_more", true},
                                                ArmColumnName{"pfs_median", false},
                                                ArmColumnName{"os_median", false},
                                                ArmColumnName{"pfs_6_months", true},
                                                ArmColumnName{"os_12_months", true}};

/// One thing that is varied: a range, or a list of values.
struct DesignVary {
    std::string path;  ///< as `--set` takes it
    base::Place place;
    double low = 0, high = 0;         ///< of a range, in `unit`
    std::string unit;                 ///< empty: plain numbers
    bool logarithmic = false;         ///< the range is searched on a logarithmic scale
    std::vector<std::string> values;  ///< of a list, as `--set` takes them; empty: a range

    bool is_list() const { return !values.empty(); }
};

/// A column of arm_column_names, and how it is read over the plausible populations.
struct DesignColumn {
    std::size_t column = 0;
    std::optional<double>
        holds_in;  ///< the value that this share of the populations reaches; unset: their mean
};

struct DesignConstraint : DesignColumn {
    bool at_most = true;  ///< else at least
    double limit = 0;
};

/// A part of the objective: `weight` times a column.
struct DesignTerm {
    std::size_t column;
    double weight;
};

struct Design {
    std::string arm;
    bool maximise = true;
    std::vector<DesignTerm> objective;
    std::optional<double> holds_in;  ///< of the objective, as of a column
    std::size_t against = 3;         ///< column of toxicity on the Pareto front
    std::vector<DesignVary> vary;
    std::vector<DesignConstraint> constraints;
    std::uint64_t evaluations = 60;
    std::optional<std::uint64_t> patients;  ///< of each evaluation; unset: those of [study]

    /// Combinations of the lists' members.
    std::size_t combinations() const;
};

/// A value of a range at `unit` in [0, 1], with three digits, as `--set` takes it: "0.0061 mg/kg".
std::string value_at(const DesignVary& vary, double unit);
/// The setting of one varied value, with its place in the file.
toml::Setting setting_of(const DesignVary& vary, const std::string& value);

}  // namespace twinarm::cohort
