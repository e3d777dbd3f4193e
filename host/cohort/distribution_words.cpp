// Words of each form.
#include "host/cohort/distribution_words.hpp"

#include <fmt/format.h>

namespace twinarm::cohort {
namespace {

std::string component_words(DistributionKind kind, const MarginalComponent& c, const std::string& unit) {
    switch (kind) {
        case DistributionKind::normal:
            return fmt::format("normal, mean {:.6g}{}, sd {:.6g}{}", c.location, unit, c.scale, unit);
        case DistributionKind::lognormal:
            return fmt::format("lognormal, median {:.6g}{}, log sd {:.6g}", c.location, unit, c.scale);
        case DistributionKind::logit_normal:
            return fmt::format("logit-normal, median {:.6g}, logit sd {:.6g}", c.location, c.scale);
        case DistributionKind::uniform:
            return fmt::format("uniform, {:.6g} to {:.6g}{}", c.location, c.scale, unit);
        case DistributionKind::log_uniform:
            return fmt::format("log-uniform, {:.6g} to {:.6g}{}", c.location, c.scale, unit);
        case DistributionKind::fixed:
        case DistributionKind::categorical:
            break;
    }
    return fmt::format("{:.6g}{}", c.location, unit);
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
            text += fmt::format("{} ({:.6g}%)", words, 100 * c.weight);
        else if (marginal.component_count > 1)
            text += fmt::format("{:.6g}% {}", 100 * c.weight, words);
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
