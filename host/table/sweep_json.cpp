// The results of a sweep as JSON.
#include <cmath>
#include <nlohmann/json.hpp>

#include "host/base/words.hpp"
#include "host/store/json_parts.hpp"
#include "host/table/sweep_table.hpp"

namespace twinarm::table {

store::Json column_json(const trial::ColumnResult& column) {
    const auto finite = [](const std::optional<double>& value) {
        return value && std::isfinite(*value) ? store::Json(*value) : store::Json(nullptr);
    };
    return {{"mean", finite(column.mean)},
            {"mc_standard_error", finite(column.standard_error)},
            {"limits", store::json_of(column.limits)},
            {"populations_lower", finite(column.range ? std::optional(column.range->lower) : std::nullopt)},
            {"populations_upper", finite(column.range ? std::optional(column.range->upper) : std::nullopt)}};
}

store::Json sweep_json(const trial::SweepReport& sweep) {
    store::Json over = store::Json::array(), results = store::Json::array();
    for (const trial::SweepAxis& axis : sweep.axes) over.push_back(axis.path);
    for (const trial::SweepPoint& point : sweep.points) {
        store::Json settings = store::Json::object(), arms = store::Json::array();
        for (std::size_t i = 0; i < sweep.axes.size(); ++i) settings[sweep.axes[i].path] = point.values[i];
        for (const trial::SweepRow& row : point.rows) {
            store::Json columns = store::Json::object();
            for (std::size_t c = 0; c < row.columns.size(); ++c)
                columns[trial::arm_columns()[c].name] = column_json(row.columns[c]);
            arms.push_back({{"id", row.arm.id},
                            {"patients", row.arm.patients},
                            {"patients_failed", row.arm.patients_failed},
                            {"orr_population", store::json_of(row.arm.orr_population)},
                            {"cr_population", store::json_of(row.arm.complete_population)},
                            {"minus_first_point",
                             row.difference ? store::json_of(*row.difference) : store::Json(nullptr)},
                            {"hypotension_grade_3_or_more", store::or_null(row.severe_hypotension)},
                            {"doses", row.doses},
                            {"doses_mc_standard_error", row.doses_errors},
                            {"columns", columns}});
        }
        results.push_back({{"settings", settings}, {"arms", arms}});
    }
    return {{"simulated", true},
            {"note", base::simulated_note},
            {"title", sweep_title(sweep)},
            {"over", over},
            {"patients", sweep.patients},
            {"populations", sweep.populations},
            {"points_planned", sweep.planned},
            {"interrupted", sweep.interrupted()},
            {"without_effect", trial::axes_without_effect(sweep)},
            {"points", results}};
}

}  // namespace twinarm::table
