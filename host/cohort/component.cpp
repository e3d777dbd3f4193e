// The six continuous forms and the fixed value.
#include "host/cohort/component.hpp"

#include <fmt/format.h>

#include <cmath>

#include "host/cohort/parameter_range.hpp"
#include "host/toml/values.hpp"
#include "kernels/model/parameters.hpp"

namespace twinarm::cohort {
namespace {

using Kind = DistributionKind;

const Form fixed{Kind::fixed, "value", {"value"}};
const Form lognormal{Kind::lognormal, "median and log_sd", {"log_sd"}};
const Form normal{Kind::normal, "mean and sd", {"mean", "sd"}};
const Form logit_normal{Kind::logit_normal, "median and logit_sd", {"logit_sd"}};
const Form uniform{Kind::uniform, "uniform", {"uniform"}};
const Form log_uniform{Kind::log_uniform, "log_uniform", {"log_uniform"}};

std::optional<MarginalComponent> component_of(std::optional<double> location, std::optional<double> scale) {
    if (!location || !scale) return std::nullopt;
    return MarginalComponent{1, *location, *scale, 0, 1};
}

}  // namespace

FoundForm ComponentReader::form_of(const toml::Node& node, toml::Fields& fields) const {
    FoundForm found;
    const bool median = fields.find("median") != nullptr;
    for (const Form* form : {&fixed, &lognormal, &normal, &logit_normal, &uniform, &log_uniform}) {
        bool here = false;
        for (const char* mark : form->marks) here = fields.find(mark) != nullptr || here;
        if (!here) continue;
        found.several = found.several || found.form != nullptr;
        found.form = form;
    }
    if (!median) return found;
    if (found.form == nullptr) {
        report_.add(node.place, fmt::format("`{}`: a median needs `log_sd` or `logit_sd`", key_));
        found.form = &lognormal;
    } else if (found.form != &lognormal && found.form != &logit_normal) {
        found.several = true;
    }
    return found;
}

std::optional<double> ComponentReader::quantity(const toml::Node* node) const {
    return toml::quantity_value(node, unit_, report_);
}

std::optional<double> ComponentReader::spread(const toml::Node* node, const std::string& unit) const {
    const std::optional<double> value = toml::quantity_value(node, unit, report_);
    if (!value || *value >= 0) return value;
    report_.add(node->place,
                fmt::format("`{}`: {} = {} (a spread cannot be negative)", key_, node->name, *value));
    return std::nullopt;
}

std::optional<std::pair<double, double>> ComponentReader::ends(const toml::Node& node,
                                                               bool infinite_allowed) const {
    if (!node.is_array() || node.children.size() != 2) {
        report_.add(node.place,
                    fmt::format("`{}`: {} is a list of two values, [lowest, highest]", key_, node.name));
        return std::nullopt;
    }
    std::optional<double> end[2];
    for (std::size_t i = 0; i < 2; ++i) {
        const toml::Node& one = node.children[i];
        const bool infinite = infinite_allowed && one.kind == toml::Node::Kind::real && std::isinf(one.real);
        end[i] = infinite ? one.real : quantity(&one);
    }
    if (!end[0] || !end[1]) return std::nullopt;
    if (*end[0] < *end[1]) return std::make_pair(*end[0], *end[1]);
    report_.add(node.place, fmt::format("`{}`: {} is in the wrong order, from {} to {}", key_, node.name,
                                        *end[0], *end[1]));
    return std::nullopt;
}

std::optional<MarginalComponent> ComponentReader::read(DistributionKind kind, toml::Fields& fields) const {
    switch (kind) {
        case Kind::fixed:
            return component_of(quantity(fields.need("value", "the value")), 0);
        case Kind::normal: {
            const auto mean = quantity(fields.need("mean", "mean of the normal distribution"));
            return component_of(mean, spread(fields.need("sd", "standard deviation"), unit_));
        }
        case Kind::lognormal:
            return read_lognormal(fields);
        case Kind::logit_normal:
            return read_logit_normal(fields);
        case Kind::uniform:
        case Kind::log_uniform:
            return read_between(kind, fields);
        case Kind::categorical:
            break;
    }
    return std::nullopt;
}

ComponentReader::Component ComponentReader::read_lognormal(toml::Fields& fields) const {
    const toml::Node* node = fields.need("median", "median of the lognormal distribution");
    std::optional<double> median = quantity(node);
    if (median && *median <= 0) {
        report_.add(node->place,
                    fmt::format("`{}`: the median of a lognormal distribution must be positive, got {}", key_,
                                *median));
        median.reset();
    }
    return component_of(median, spread(fields.find("log_sd"), "1"));
}

ComponentReader::Component ComponentReader::read_logit_normal(toml::Fields& fields) const {
    const toml::Node* node = fields.need("median", "median of the logit-normal distribution");
    const auto sd = spread(fields.need("logit_sd", "standard deviation of the logit"), "1");
    if (unit_ != "1") {
        report_.add(fields.place(),
                    fmt::format("`{}` is in {}: only a share can be logit-normal", key_, unit_));
        return std::nullopt;
    }
    std::optional<double> median = quantity(node);
    if (median && (*median <= 0 || *median >= 1)) {
        report_.add(
            node->place,
            fmt::format("`{}`: the median of a logit-normal distribution lies between 0 and 1, got {}", key_,
                        *median));
        median.reset();
    }
    return component_of(median, sd);
}

ComponentReader::Component ComponentReader::read_between(DistributionKind kind, toml::Fields& fields) const {
    const toml::Node& list = *fields.find(kind == Kind::uniform ? "uniform" : "log_uniform");
    const auto pair = ends(list, false);
    if (!pair) return std::nullopt;
    if (kind == Kind::log_uniform && pair->first <= 0) {
        report_.add(list.place, fmt::format("`{}`: a log-uniform distribution starts above 0, got {}", key_,
                                            pair->first));
        return std::nullopt;
    }
    return component_of(pair->first, pair->second);
}

}  // namespace twinarm::cohort
