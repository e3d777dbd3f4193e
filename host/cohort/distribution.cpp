// A parameter's table: its form, mixture or categories; then truncation, range, source.
#include "host/cohort/distribution.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "host/base/nearest.hpp"
#include "host/base/number_text.hpp"
#include "host/cohort/component.hpp"
#include "host/cohort/distribution_words.hpp"
#include "host/cohort/parameter_range.hpp"
#include "host/cohort/truncation.hpp"
#include "host/toml/fields.hpp"
#include "host/toml/values.hpp"
#include "kernels/model/parameters.hpp"

namespace twinarm::cohort {
namespace {

using Kind = DistributionKind;

class DistributionReader {
  public:
    DistributionReader(const ParameterNote& of, base::Report& report)
        : components_(of.key, parameter_table[of.parameter].unit, report),
          key_(of.key),
          range_(range_of(of.parameter)),
          report_(report) {}

    Marginal read(const toml::Node& node, toml::Fields& fields) {
        Marginal marginal{};
        marginal.copula_row = -1;
        const toml::Node* mixture = fields.find("mixture");
        const toml::Node* categories = fields.find("categories");
        const toml::Node* weights = fields.find("weights");
        const toml::Node* truncated = fields.find("truncated");
        const FoundForm found = components_.form_of(node, fields);
        const bool categorical = categories != nullptr || weights != nullptr;
        const int given = int(found.form != nullptr) + int(mixture != nullptr) + int(categorical);
        if (found.several || given > 1) {
            report_.add(node.place, fmt::format("`{}` mixes several forms of a distribution ({}): give one",
                                                key_, keys_given(node)));
        } else if (given == 0) {
            report_.add(node.place,
                        fmt::format("`{}` needs a distribution: value, or median and log_sd, or mean and sd, "
                                    "or median and logit_sd, or uniform, log_uniform, categories, mixture",
                                    key_));
        } else if (mixture != nullptr) {
            read_mixture(*mixture, marginal);
        } else if (categorical) {
            read_categories(fields, marginal);
        } else {
            add(marginal, found.form->kind, components_.read(found.form->kind, fields), 1);
        }
        if (truncated != nullptr) truncate(*truncated, marginal);
        check_range(node, marginal);
        return marginal;
    }

    std::string words(const Marginal& marginal) const {
        std::string text = distribution_words(marginal, components_.unit_suffix());
        if (truncated_)
            text += fmt::format(", truncated {} to {}{}", base::all_digits(lowest_),
                                base::all_digits(highest_), components_.unit_suffix());
        return text;
    }

  private:
    static void add(Marginal& marginal, Kind kind, std::optional<MarginalComponent> component,
                    double weight) {
        marginal.kind = kind;
        if (!component || marginal.component_count == max_components) return;
        component->weight = weight;
        marginal.component[marginal.component_count++] = *component;
    }

    void check_weights(const base::Place& place, double sum) {
        if (std::abs(sum - 1) > 1e-6)
            report_.add(place, fmt::format("`{}`: weights sum to {:.6g}, not to 1", key_, sum));
    }

    void read_mixture(const toml::Node& list, Marginal& marginal) {
        if (!list.is_array() || list.children.size() < 2 ||
            list.children.size() > std::size_t(max_components)) {
            report_.add(list.place, fmt::format("`{}`: a mixture is a list of 2 to {} components, "
                                                "[{{ weight = 0.4, median = ..., log_sd = ... }}, ...]",
                                                key_, max_components));
            return;
        }
        double sum = 0;
        const std::size_t before = report_.size();
        const Form* first = nullptr;
        for (const toml::Node& one : list.children) {
            toml::Fields fields(&one, fmt::format("a component of `{}`", key_), list.place, report_);
            const auto weight =
                toml::number_value(fields.need("weight", "its share of patients"), report_, 0, 1);
            const FoundForm found = components_.form_of(one, fields);
            if (found.form == nullptr || found.several) {
                report_.add(
                    one.place,
                    fmt::format("`{}`: a component of a mixture needs one form, such as median and log_sd",
                                key_));
            } else if (first != nullptr && found.form != first) {
                report_.add(one.place,
                            fmt::format("`{}`: all components of a mixture have one form, here {} and {}",
                                        key_, first->name, found.form->name));
            } else {
                first = found.form;
                add(marginal, found.form->kind, components_.read(found.form->kind, fields),
                    weight.value_or(0));
            }
            sum += weight.value_or(0);
            fields.close();
        }
        if (report_.size() == before) check_weights(list.place, sum);
    }

    void read_categories(toml::Fields& fields, Marginal& marginal) {
        marginal.kind = Kind::categorical;
        const toml::Node* categories = fields.need("categories", "the values");
        const toml::Node* weights = fields.need("weights", "their probabilities");
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
        const std::size_t before = report_.size();
        for (std::size_t i = 0; i < count; ++i) {
            const auto value = components_.quantity(&categories->children[i]);
            const auto weight = toml::number_value(&weights->children[i], report_, 0, 1);
            if (!value || !weight) continue;
            if (marginal.component_count > 0 &&
                *value <= marginal.component[marginal.component_count - 1].location)
                report_.add(
                    categories->children[i].place,
                    fmt::format(
                        "`{}`: categories must be in ascending order, so that a correlation has a sign",
                        key_));
            sum += *weight;
            add(marginal, Kind::categorical, MarginalComponent{1, *value, 0, 0, 1}, *weight);
        }
        if (report_.size() == before) check_weights(weights->place, sum);
    }

    void truncate(const toml::Node& list, Marginal& marginal) {
        const auto bounds = components_.ends(list, true);
        if (!bounds) return;
        if (marginal.component_count > 0 &&
            (marginal.kind == Kind::fixed || marginal.kind == Kind::categorical)) {
            report_.add(list.place,
                        fmt::format("`{}`: only a continuous distribution can be truncated", key_));
            return;
        }
        truncated_ = true;
        lowest_ = bounds->first;
        highest_ = bounds->second;
        for (int i = 0; i < marginal.component_count; ++i) {
            MarginalComponent& c = marginal.component[i];
            c.lower_probability = probability_below(marginal.kind, c, lowest_);
            c.upper_probability = probability_below(marginal.kind, c, highest_);
            const double left = c.upper_probability - c.lower_probability;
            if (!(left >= 1e-6))
                report_.add(list.place,
                            fmt::format("`{}`: truncation leaves {:.2g} of the distribution", key_, left));
        }
    }

    /// No patient may get a value that the parameter cannot have.
    void check_range(const toml::Node& node, const Marginal& marginal) {
        for (int i = 0; i < marginal.component_count; ++i) {
            const MarginalComponent& c = marginal.component[i];
            if (marginal.kind == Kind::fixed || marginal.kind == Kind::categorical) {
                const bool low =
                    c.location < range_.lowest || (c.location == range_.lowest && !range_.with_lowest);
                const bool high =
                    c.location > range_.highest || (c.location == range_.highest && !range_.with_highest);
                const bool between = range_.whole && c.location != std::round(c.location);
                if (!low && !high && !between) continue;
                const toml::Node* value = node.find(marginal.kind == Kind::fixed ? "value" : "categories");
                report_.add(value != nullptr ? value->place : node.place,
                            fmt::format("`{}` = {}{}: it {}", key_, base::all_digits(c.location),
                                        components_.unit_suffix(), range_.words));
                return;
            }
            if (range_.whole) {
                report_.add(node.place, fmt::format("`{}` {}: give `value`, or `categories` and `weights`",
                                                    key_, range_.words));
                return;
            }
            const Support support = support_of(marginal.kind, c);
            if (std::max(support.lowest, lowest_) >= range_.lowest &&
                std::min(support.highest, highest_) <= range_.highest)
                continue;
            report_.add(
                node.place,
                fmt::format(
                    "`{}` {}, but this distribution goes further: add `truncated = [lowest, highest]`", key_,
                    range_.words));
            return;
        }
    }

    ComponentReader components_;
    std::string key_;
    Range range_;
    base::Report& report_;
    bool truncated_ = false;
    double lowest_ = -std::numeric_limits<double>::infinity();
    double highest_ = std::numeric_limits<double>::infinity();
};

}  // namespace

Marginal read_distribution(const toml::Node& node, ParameterNote& note, base::Report& report) {
    const std::string& key = note.key;
    if (!node.is_table()) {
        const std::string unit = parameter_table[note.parameter].unit;
        const std::string example = unit == "1" ? "0.5" : fmt::format("\"0.5 {}\"", unit);
        report.add(node.place,
                   fmt::format("`{}` is a table, as in {{ value = {}, source = \"...\" }}", key, example));
        return {};
    }
    toml::Fields fields(&node, fmt::format("`{}`", key), node.place, report);
    DistributionReader reader(note, report);
    const Marginal marginal = reader.read(node, fields);
    static const std::vector<std::string> states = {"sourced", "assumed", "calibrated", "calibrated by hand",
                                                    "not calibrated"};
    note.text = reader.words(marginal);
    note.source = toml::text_value(
                      fields.need("source", "where the number comes from, or the word \"assumed\""), report)
                      .value_or("");
    const std::optional<int> status = toml::choice_value(fields.find("status"), states, report);
    note.status = status                               ? states[std::size_t(*status)]
                  : note.source.starts_with("assumed") ? "assumed"
                                                       : "sourced";
    fields.close();
    return marginal;
}

}  // namespace twinarm::cohort
