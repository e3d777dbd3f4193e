// Forms of distributions, their checks and their truncation.
#include "host/cohort/distribution.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "host/cohort/fields.hpp"
#include "host/cohort/nearest.hpp"
#include "host/cohort/parameter_range.hpp"
#include "host/cohort/truncation.hpp"
#include "host/cohort/values.hpp"
#include "kernels/model/parameters.hpp"

namespace twinarm {
namespace {

using Kind = DistributionKind;

/// The keys that tell a form, and the keys that it is made of.
struct Form {
    Kind kind;
    const char* name;
    std::vector<const char*> marks;
};
const std::vector<Form>& forms() {
    static const std::vector<Form> all = {{Kind::fixed, "value", {"value"}},
                                          {Kind::lognormal, "median and log_sd", {"log_sd"}},
                                          {Kind::normal, "mean and sd", {"mean", "sd"}},
                                          {Kind::logit_normal, "median and logit_sd", {"logit_sd"}},
                                          {Kind::uniform, "uniform", {"uniform"}},
                                          {Kind::log_uniform, "log_uniform", {"log_uniform"}}};
    return all;
}

class DistributionReader {
  public:
    DistributionReader(int index, Report& report)
        : key_(key_of(index)), unit_(parameter_table[index].unit), range_(range_of(index)), report_(report) {}

    Marginal read(const Node& node, Fields& fields) {
        Marginal marginal{};
        marginal.copula_row = -1;
        const Node* mixture = fields.find("mixture");
        const Node* categories = fields.find("categories");
        const Node* weights = fields.find("weights");
        const Node* truncated = fields.find("truncated");
        const Form* form = form_of(node, fields);
        const int given =
            int(form != nullptr) + int(mixture != nullptr) + int(categories != nullptr || weights != nullptr);
        if (several_ || given > 1) {
            report_.add(node.place, fmt::format("`{}` mixes several forms of a distribution ({}): give one",
                                                key_, marks_));
        } else if (given == 0) {
            report_.add(
                node.place,
                fmt::format("`{}` needs a distribution: value, or median and log_sd, or mean and sd, or "
                            "median and logit_sd, or uniform, log_uniform, categories, mixture",
                            key_));
        } else if (mixture != nullptr) {
            read_mixture(*mixture, marginal);
        } else if (categories != nullptr || weights != nullptr) {
            read_categories(fields, categories, weights, marginal);
        } else {
            add(marginal, form->kind, read_component(form->kind, fields), 1);
        }
        if (truncated != nullptr) truncate(*truncated, marginal);
        check_range(node, marginal);
        return marginal;
    }

    /// The distribution in words, native unit.
    std::string words(const Marginal& m) const {
        const std::string unit = unit_ == "1" ? "" : " " + unit_;
        std::string text;
        for (int i = 0; i < m.component_count; ++i) {
            const MarginalComponent& c = m.component[i];
            std::string one;
            switch (m.kind) {
                case Kind::fixed:
                    one = fmt::format("{:.6g}{}", c.location, unit);
                    break;
                case Kind::normal:
                    one = fmt::format("normal, mean {:.6g}{}, sd {:.6g}{}", c.location, unit, c.scale, unit);
                    break;
                case Kind::lognormal:
                    one = fmt::format("lognormal, median {:.6g}{}, log sd {:.6g}", c.location, unit, c.scale);
                    break;
                case Kind::logit_normal:
                    one = fmt::format("logit-normal, median {:.6g}, logit sd {:.6g}", c.location, c.scale);
                    break;
                case Kind::uniform:
                    one = fmt::format("uniform, {:.6g} to {:.6g}{}", c.location, c.scale, unit);
                    break;
                case Kind::log_uniform:
                    one = fmt::format("log-uniform, {:.6g} to {:.6g}{}", c.location, c.scale, unit);
                    break;
                case Kind::categorical:
                    one = fmt::format("{:.6g}{}", c.location, unit);
                    break;
            }
            if (m.component_count > 1 || m.kind == Kind::categorical)
                one = fmt::format("{:.6g}: {}", c.weight, one);
            text += (i == 0 ? "" : "; ") + one;
        }
        if (m.kind == Kind::categorical) text = "categories " + text;
        return text + bounds_;
    }

  private:
    /// The form whose marks the table has; asks for every mark, so that close() knows them all.
    const Form* form_of(const Node& node, Fields& fields) {
        const Form* found = nullptr;
        fields.find("median");
        for (const Form& form : forms()) {
            bool here = false;
            for (const char* mark : form.marks) here = fields.find(mark) != nullptr || here;
            if (!here) continue;
            several_ = several_ || found != nullptr;
            found = &form;
        }
        if (found == nullptr && node.find("median") != nullptr) {
            report_.add(node.place, fmt::format("`{}`: a median needs `log_sd` or `logit_sd`", key_));
            static const Form lognormal = forms()[1];
            return &lognormal;
        }
        if (found != nullptr && node.find("median") != nullptr && found->kind != Kind::lognormal &&
            found->kind != Kind::logit_normal)
            several_ = true;
        for (const Node& child : node.children)
            if (child.name != "source" && child.name != "status" && child.name != "truncated")
                marks_ += (marks_.empty() ? "" : ", ") + child.name;
        return found;
    }

    std::optional<double> quantity(const Node* node) { return quantity_value(node, unit_, report_); }

    std::optional<double> spread(const Node* node, const std::string& unit) {
        const std::optional<double> value = quantity_value(node, unit, report_);
        if (!value || *value >= 0) return value;
        report_.add(node->place,
                    fmt::format("`{}`: {} = {} (a spread cannot be negative)", key_, node->name, *value));
        return std::nullopt;
    }

    std::optional<std::pair<double, double>> ends(const Node& node, bool infinite_allowed) {
        if (!node.is_array() || node.children.size() != 2) {
            report_.add(node.place,
                        fmt::format("`{}`: {} is a list of two values, [lowest, highest]", key_, node.name));
            return std::nullopt;
        }
        std::optional<double> end[2];
        for (int i = 0; i < 2; ++i) {
            const Node& one = node.children[std::size_t(i)];
            const bool infinite = infinite_allowed && one.kind == Node::Kind::real && std::isinf(one.real);
            end[i] = infinite ? one.real : quantity(&one);
        }
        if (!end[0] || !end[1]) return std::nullopt;
        if (*end[0] < *end[1]) return std::make_pair(*end[0], *end[1]);
        report_.add(node.place, fmt::format("`{}`: {} runs the wrong way, from {} to {}", key_, node.name,
                                            *end[0], *end[1]));
        return std::nullopt;
    }

    std::optional<MarginalComponent> read_component(Kind kind, Fields& fields) {
        std::optional<double> location, scale;
        switch (kind) {
            case Kind::fixed:
                location = quantity(fields.need("value", "the value"));
                scale = 0;
                break;
            case Kind::normal:
                location = quantity(fields.need("mean", "mean of the normal distribution"));
                scale = spread(fields.need("sd", "standard deviation"), unit_);
                break;
            case Kind::lognormal: {
                const Node* median = fields.need("median", "median of the lognormal distribution");
                location = quantity(median);
                if (location && *location <= 0) {
                    report_.add(
                        median->place,
                        fmt::format("`{}`: the median of a lognormal distribution must be positive, got {}",
                                    key_, *location));
                    location.reset();
                }
                scale = spread(fields.find("log_sd"), "1");
                break;
            }
            case Kind::logit_normal: {
                const Node* median = fields.need("median", "median of the logit-normal distribution");
                if (unit_ != "1") {
                    report_.add(fields.place(),
                                fmt::format("`{}` is in {}: only a share can be logit-normal", key_, unit_));
                    break;
                }
                location = quantity(median);
                if (location && (*location <= 0 || *location >= 1)) {
                    report_.add(
                        median->place,
                        fmt::format(
                            "`{}`: the median of a logit-normal distribution lies between 0 and 1, got {}",
                            key_, *location));
                    location.reset();
                }
                scale = spread(fields.need("logit_sd", "standard deviation of the logit"), "1");
                break;
            }
            case Kind::uniform:
            case Kind::log_uniform: {
                const Node* list = fields.find(kind == Kind::uniform ? "uniform" : "log_uniform");
                const auto pair = ends(*list, false);
                if (!pair) break;
                location = pair->first;
                scale = pair->second;
                if (kind == Kind::log_uniform && *location <= 0) {
                    report_.add(list->place,
                                fmt::format("`{}`: a log-uniform distribution starts above 0, got {}", key_,
                                            *location));
                    location.reset();
                }
                break;
            }
            case Kind::categorical:
                break;
        }
        if (!location || !scale) return std::nullopt;
        return MarginalComponent{1, *location, *scale, 0, 1};
    }

    void add(Marginal& marginal, Kind kind, const std::optional<MarginalComponent>& component,
             double weight) {
        marginal.kind = kind;
        if (!component || marginal.component_count == max_components) return;
        marginal.component[marginal.component_count] = *component;
        marginal.component[marginal.component_count++].weight = weight;
    }

    void check_weights(const Place& place, double sum, bool complete) {
        if (complete && std::abs(sum - 1) > 1e-6)
            report_.add(place, fmt::format("`{}`: weights sum to {:.6g}, not to 1", key_, sum));
    }

    void read_mixture(const Node& list, Marginal& marginal) {
        if (!list.is_array() || list.children.size() < 2 ||
            list.children.size() > std::size_t(max_components)) {
            report_.add(
                list.place,
                fmt::format("`{}`: a mixture is a list of 2 to {} components, [{{weight = 0.4, median = ..., "
                            "log_sd = ...}}, ...]",
                            key_, max_components));
            return;
        }
        double sum = 0;
        bool complete = true;
        const Form* first = nullptr;
        for (const Node& one : list.children) {
            Fields fields(&one, fmt::format("a component of `{}`", key_), list.place, report_);
            const auto weight = number_value(fields.need("weight", "its share of patients"), report_, 0, 1);
            several_ = false;
            const Form* form = one.is_table() ? form_of(one, fields) : nullptr;
            if (form == nullptr || several_) {
                report_.add(
                    one.place,
                    fmt::format("`{}`: a component of a mixture needs one form, such as median and log_sd",
                                key_));
                complete = false;
            } else if (first != nullptr && form->kind != first->kind) {
                report_.add(one.place,
                            fmt::format("`{}`: all components of a mixture have one form, here {} and {}",
                                        key_, first->name, form->name));
            } else {
                first = form;
                add(marginal, form->kind, read_component(form->kind, fields), weight.value_or(0));
            }
            complete = complete && weight;
            sum += weight.value_or(0);
            fields.close();
        }
        check_weights(list.place, sum, complete);
    }

    void read_categories(Fields& fields, const Node* categories, const Node* weights, Marginal& marginal) {
        if (categories == nullptr) fields.need("categories", "the values");
        if (weights == nullptr) fields.need("weights", "their probabilities");
        if (categories == nullptr || weights == nullptr) return;
        const std::size_t count = categories->children.size();
        if (!categories->is_array() || !weights->is_array() || count != weights->children.size() ||
            count < 1 || count > std::size_t(max_components)) {
            report_.add(
                categories->place,
                fmt::format(
                    "`{}`: categories and weights are two lists of the same length, 1 to {}, got {} and {}",
                    key_, max_components, count, weights->children.size()));
            return;
        }
        double sum = 0;
        bool complete = true;
        for (std::size_t i = 0; i < count; ++i) {
            const auto value = quantity(&categories->children[i]);
            const auto weight = number_value(&weights->children[i], report_, 0, 1);
            complete = complete && value && weight;
            if (!value || !weight) continue;
            if (marginal.component_count > 0 &&
                *value <= marginal.component[marginal.component_count - 1].location)
                report_.add(
                    categories->children[i].place,
                    fmt::format("`{}`: categories stand in ascending order, so that a correlation has a sign",
                                key_));
            sum += *weight;
            add(marginal, Kind::categorical, MarginalComponent{1, *value, 0, 0, 1}, *weight);
        }
        marginal.kind = Kind::categorical;
        check_weights(weights->place, sum, complete);
    }

    void truncate(const Node& list, Marginal& marginal) {
        const auto bounds = ends(list, true);
        if (!bounds) return;
        if (marginal.kind == Kind::fixed || marginal.kind == Kind::categorical) {
            if (marginal.component_count > 0)
                report_.add(list.place,
                            fmt::format("`{}`: only a continuous distribution can be truncated", key_));
            return;
        }
        lowest_ = bounds->first;
        highest_ = bounds->second;
        for (int i = 0; i < marginal.component_count; ++i) {
            MarginalComponent& c = marginal.component[i];
            c.lower_probability = probability_below(marginal.kind, c, lowest_);
            c.upper_probability = probability_below(marginal.kind, c, highest_);
            if (c.upper_probability - c.lower_probability < 1e-6)
                report_.add(list.place, fmt::format("`{}`: truncation leaves {:.2g} of the distribution",
                                                    key_, c.upper_probability - c.lower_probability));
        }
        const std::string unit = unit_ == "1" ? "" : " " + unit_;
        bounds_ = fmt::format(", truncated {:.6g} to {:.6g}{}", lowest_, highest_, unit);
    }

    /// No patient may get a value that the parameter cannot have.
    void check_range(const Node& node, const Marginal& marginal) {
        for (int i = 0; i < marginal.component_count; ++i) {
            const MarginalComponent& c = marginal.component[i];
            if (marginal.kind == Kind::fixed || marginal.kind == Kind::categorical) {
                const bool low =
                    c.location < range_.lowest || (c.location == range_.lowest && !range_.with_lowest);
                const bool high =
                    c.location > range_.highest || (c.location == range_.highest && !range_.with_highest);
                if (!low && !high) continue;
                const Node* value = node.find(marginal.kind == Kind::fixed ? "value" : "categories");
                report_.add(value != nullptr ? value->place : node.place,
                            fmt::format("`{}` = {:.6g}{}: it {}", key_, c.location,
                                        unit_ == "1" ? "" : " " + unit_, range_.words));
                return;
            }
            const Support support = support_of(marginal.kind, c);
            if (std::max(support.lowest, lowest_) >= range_.lowest &&
                std::min(support.highest, highest_) <= range_.highest)
                continue;
            report_.add(
                node.place,
                fmt::format("`{}` {}, and this distribution goes beyond: add `truncated = [lowest, highest]`",
                            key_, range_.words));
            return;
        }
    }

    std::string key_, unit_;
    Range range_;
    Report& report_;
    bool several_ = false;
    std::string marks_, bounds_;
    double lowest_ = -std::numeric_limits<double>::infinity();
    double highest_ = std::numeric_limits<double>::infinity();
};

}  // namespace

Marginal read_distribution(const Node& node, int index, Report& report, ParameterNote& note) {
    const std::string key = key_of(index);
    if (!node.is_table()) {
        const std::string unit = parameter_table[index].unit;
        const std::string example = unit == "1" ? "0.5" : fmt::format("\"0.5 {}\"", unit);
        report.add(node.place,
                   fmt::format("`{}` is a table, as in {{ value = {}, source = \"...\" }}", key, example));
        return {};
    }
    Fields fields(&node, fmt::format("`{}`", key), node.place, report);
    DistributionReader reader(index, report);
    const Marginal marginal = reader.read(node, fields);
    static const std::vector<std::string> states = {"sourced", "assumed", "calibrated by hand",
                                                    "not calibrated"};
    note.parameter = index;
    note.text = reader.words(marginal);
    note.source =
        text_value(fields.need("source", "where the number comes from, or the word \"assumed\""), report)
            .value_or("");
    const std::optional<int> status = choice_value(fields.find("status"), states, report);
    note.status = status                               ? states[std::size_t(*status)]
                  : note.source.starts_with("assumed") ? "assumed"
                                                       : "sourced";
    fields.close();
    return marginal;
}

}  // namespace twinarm
