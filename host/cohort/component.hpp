// One component of a distribution: which form it has, and its numbers.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "host/toml/fields.hpp"
#include "host/toml/node.hpp"
#include "kernels/random/marginal.hpp"

namespace twinarm::cohort {

/// A form that a component can have, and the keys that tell it from others.
struct Form {
    DistributionKind kind;
    const char* name;
    std::vector<const char*> marks;
};

/// The form of a table, or null where it has none. `several` where its keys belong to more than one form.
struct FoundForm {
    const Form* form = nullptr;
    bool several = false;
};

/// Reads components of one parameter, or of anything else that has a name and a unit.
class ComponentReader {
  public:
    ComponentReader(std::string key, std::string unit, base::Report& report)
        : key_(std::move(key)), unit_(std::move(unit)), report_(report) {}

    /// Reads the keys of every form from `fields`, the table of `node`.
    FoundForm form_of(const toml::Node& node, toml::Fields& fields) const;
    std::optional<MarginalComponent> read(DistributionKind kind, toml::Fields& fields) const;
    /// A value in the parameter's unit.
    std::optional<double> quantity(const toml::Node* node) const;
    /// [lowest, highest] in the parameter's unit.
    std::optional<std::pair<double, double>> ends(const toml::Node& node, bool infinite_allowed) const;

    const std::string& key() const { return key_; }
    const std::string& unit() const { return unit_; }
    /// " mm", or nothing for a plain number.
    std::string unit_suffix() const { return unit_ == "1" ? "" : " " + unit_; }

  private:
    using Component = std::optional<MarginalComponent>;
    Component read_lognormal(toml::Fields& fields) const;
    Component read_logit_normal(toml::Fields& fields) const;
    Component read_between(DistributionKind kind, toml::Fields& fields) const;
    std::optional<double> spread(const toml::Node* node, const std::string& unit) const;

    std::string key_, unit_;
    base::Report& report_;
};

}  // namespace twinarm::cohort
