// All treated or the evaluable, and a covariate's range.
#include "host/calibrate/read_denominator.hpp"

#include <fmt/format.h>

#include "host/base/nearest.hpp"
#include "host/cohort/parameter_range.hpp"
#include "host/toml/values.hpp"

namespace twinarm::calibrate {

void read_denominator(toml::Fields& fields, SummaryRequest& request, base::Report& report) {
    static const std::vector<std::string> denominators = {"treated", "evaluable"};
    request.evaluable = toml::choice_value(fields.find("denominator"), denominators, report).value_or(0) == 1;
    const toml::Node* node = fields.find("where");
    if (node == nullptr) return;
    toml::Fields where(node, "`where`", node->place, report);
    const toml::Node* parameter = where.need("parameter", "a covariate, as in \"covariates.imdc_class\"");
    const std::string key = toml::text_value(parameter, report).value_or("");
    request.covariate = cohort::parameter_index(key);
    if (parameter != nullptr && request.covariate < 0)
        report.add(parameter->place, fmt::format("no such parameter `{}`{}", key,
                                                 base::did_you_mean(key, cohort::parameter_keys())));
    request.covariate_from =
        toml::number_value(where.need("from", "lowest value"), report, -1e9, 1e9).value_or(0);
    request.covariate_to =
        toml::number_value(where.need("to", "highest value"), report, -1e9, 1e9).value_or(0);
    where.close();
}

}  // namespace twinarm::calibrate
