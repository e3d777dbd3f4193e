// How exactly the equations are solved.
#include <fmt/format.h>

#include "host/cohort/read_assessment.hpp"
#include "host/toml/fields.hpp"
#include "host/toml/values.hpp"

namespace twinarm::cohort {

void read_solver(const toml::Node& root, SolverSettings& solver, base::Report& report) {
    const toml::Node* node = root.find("solver");
    if (node == nullptr) return;
    toml::Fields fields(node, "[solver]", root.place, report);
    const SolverSettings standard{};
    static const std::vector<std::string> precisions = {"double", "single"};
    solver.precision =
        Precision(toml::choice_value(fields.find("precision"), precisions, report).value_or(0));
    solver.relative_tolerance = toml::number_value(fields.find("relative_tolerance"), report, 1e-14, 0.1)
                                    .value_or(standard.relative_tolerance);
    solver.absolute_tolerance = toml::number_value(fields.find("absolute_tolerance"), report, 1e-300, 0.1)
                                    .value_or(standard.absolute_tolerance);
    if (solver.precision == Precision::single_precision && solver.relative_tolerance < 1e-6)
        report.add(node->place,
                   "single precision cannot keep a `relative_tolerance` below 1e-6; use \"double\"");
    const auto step = [&](const char* key, double otherwise) {
        const toml::Node* given = fields.find(key);
        const std::optional<double> hours = toml::quantity_value(given, "h", report);
        if (!hours || *hours > 0) return hours.value_or(otherwise);
        report.add(given->place, fmt::format("`{}` must be longer than 0 h", key));
        return otherwise;
    };
    solver.restart_step_h = step("restart_step", standard.restart_step_h);
    solver.minimum_step_h = step("minimum_step", standard.minimum_step_h);
    solver.max_steps = std::int32_t(
        toml::integer_value(fields.find("max_steps"), report, 1, 10000000).value_or(standard.max_steps));
    if (solver.minimum_step_h > solver.restart_step_h)
        report.add(node->place, "`minimum_step` is longer than `restart_step`");
    fields.close();
}

}  // namespace twinarm::cohort
