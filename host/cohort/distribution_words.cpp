// Words of each form.
#include "host/cohort/distribution_words.hpp"

#include <fmt/format.h>

#include "host/base/number_text.hpp"

namespace twinarm::cohort {
namespace {

using base::all_digits;

std::string component_words(DistributionKind kind, const MarginalComponent& c, const std::string& unit) {
    switch (kind) {
        case DistributionKind::normal:
            return fmt::format("normal, mean {}{}, sd {}{}", all_digits(c.location), unit,
                               all_digits(c.scale), unit);
        case DistributionKind::lognormal:
            return fmt::format("lognormal, median {}{}, log sd {}", all_digits(c.location), unit,
                               all_digits(c.scale));
        case DistributionKind::logit_normal:
            return fmt::format("logit-normal, median {}, logit sd {}", all_digits(c.location),
                               all_digits(c.scale));
        case DistributionKind::uniform:
            return fmt::format("uniform, {} to {}{}", all_digits(c.location), all_digits(c.scale), unit);
        case DistributionKind::log_uniform:
            return fmt::format("log-uniform, {} to {}{}", all_digits(c.location), all_digits(c.scale), unit);
        case DistributionKind::fixed:
        case DistributionKind::categorical:
            break;
    }
    return fmt::format("{}{}", all_digits(c.location), unit);
}

}  // namespace

std::string distribution_words(const Marginal& marginal, const std::string& unit) {
    const bool categorical = marginal.kind == DistributionKind::categorical;
    std::string text = categorical ? "categories " : "";
    for (int i = 0; i < marginal.component_count; ++i) {
        const MarginalComponent& c = marginal.component[i];
        if (i > 0) text += "; ";
        const std::string words = component_words(marginal.kind, c, unit);
        if (categorical)
            text += fmt::format("{} ({}%)", words, all_digits(100 * c.weight));
        else if (marginal.component_count > 1)
            text += fmt::format("{}% {}", all_digits(100 * c.weight), words);
        else
            text += words;
    }
    return text;
}

std::string keys_given(const toml::Node& node) {
    std::string keys;
    for (const toml::Node& child : node.children)
        if (child.name != "source" && child.name != "status" && child.name != "truncated")
            keys += (keys.empty() ? "" : ", ") + child.name;
    return keys;
}

}  // namespace twinarm::cohort
