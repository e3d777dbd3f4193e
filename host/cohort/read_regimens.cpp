// Regimens: keys, shorthand, `like`, checks, words.
#include "host/cohort/read_regimens.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "host/base/nearest.hpp"
#include "host/base/plain_text.hpp"
#include "host/cohort/drug_kinds.hpp"
#include "host/cohort/read_dose_sizes.hpp"
#include "host/cohort/read_rule.hpp"
#include "host/toml/fields.hpp"
#include "host/toml/values.hpp"
#include "kernels/dosing/dose_rules.hpp"

namespace twinarm::cohort {
namespace {

constexpr std::size_t most_likenesses = 10;
constexpr std::size_t most_regimens = 1000;
constexpr std::size_t most_values = 200;  ///< of a regimen, which others take over; one with 8 rules has 60
constexpr std::int64_t most_doses = 1000000;  ///< of a course
const std::vector<std::string> routes = {"IV", "SC"};

/// Values and tables in a table, no more than are asked for.
std::size_t values_in(const toml::Node& node, std::size_t most) {
    std::size_t count = node.children.size();
    for (auto child = node.children.begin(); child != node.children.end() && count <= most; ++child)
        count += values_in(*child, most);
    return count;
}

/// The regimen with the keys that it takes over from the one it is `like`.
toml::Node with_likeness(const toml::Node& all, const toml::Node& own, std::vector<std::string> seen,
                         base::Report& report) {
    const toml::Node* like = own.find("like");
    if (like == nullptr) return own;
    seen.push_back(own.name);
    const std::optional<std::string> name = toml::text_value(like, report);
    const toml::Node* other = name ? all.find(*name) : nullptr;
    if (name && (other == nullptr || !other->is_table())) {
        std::vector<std::string> known;
        for (const toml::Node& one : all.children) known.push_back(one.name);
        report.add(like->place,
                   fmt::format("no such regimen `{}`{}", *name, base::did_you_mean(*name, known)));
        return own;
    }
    if (!name) return own;
    if (seen.size() > most_likenesses) {
        report.add(like->place, fmt::format("regimens that are `like` each other over more than {} steps",
                                            most_likenesses));
        return own;
    }
    if (std::find(seen.begin(), seen.end(), *name) != seen.end()) {
        report.add(like->place, fmt::format("regimen `{}` is like itself", *name));
        return own;
    }
    toml::Node merged = own;
    for (const toml::Node& key : with_likeness(all, *other, seen, report).children)
        if (merged.find(key.name) == nullptr) merged.children.push_back(key);
    return merged;
}

class RegimenReader {
  public:
    RegimenReader(const toml::Node& node, const DrugFactsTable& drugs, std::int32_t horizon_min,
                  base::Report& report)
        : report_(report),
          before_(report.size()),
          fields_(&node, fmt::format("[regimen.{}]", node.name), node.place, report),
          drugs_(drugs),
          horizon_(horizon_min) {}

    /// `known` are the names of all regimens.
    NamedRegimen read(const std::vector<std::string>& known) {
        NamedRegimen named;
        Regimen& r = named.regimen;
        fields_.find("like");
        const DrugFacts* drug = drug_ =
            find_drug(fields_.need("drug", "name of its [drug.NAME]"), drugs_, report_);
        sizes_ = dose_size_keys(fields_);
        if (drug != nullptr) r.drug = drug->drug.kind, r.marginals = drug->drug.marginals;
        const auto dose = drug != nullptr ? read_dose(sizes_.dose, *drug, report_) : std::nullopt;
        r.dose = dose ? dose->amount : 0;
        r.dose_per_kg = dose && dose->per_kg ? 1 : 0;
        if (dose) {
            warn_of_unusual_dose(*sizes_.dose, *dose, *drug, report_);
            read_dose_sizes(sizes_, *dose, *drug, r, report_);
            has_sizes_ = true;
        }
        named.event = read_start(fields_.find("starts"), known, report_);
        r.start = named.event.start;
        read_route(r);
        r.first_dose_min = minutes(first_ = fields_.find("first_dose"), 0);
        read_schedule(r);
        const toml::Node* longest = fields_.find("max_duration");
        const auto duration = toml::minutes_value(longest, report_);
        r.max_duration_min = duration.value_or(0);
        if (duration && *duration == 0)
            report_.add(longest->place,
                        "`max_duration` must be longer than 0 min; without it there is no limit");
        r.hold_min = minutes(fields_.find("hold"), 24 * 60);
        r.max_hold_min = minutes(fields_.find("max_hold"), 7 * 24 * 60);
        read_rules(r);
        const auto label = toml::name_value(fields_.find("label"), report_);
        toml::text_value(fields_.find("source"), report_);
        fields_.close();
        if (report_.size() == before_) check(r);
        named.good = report_.size() == before_;
        if (named.good) named.label = label.value_or(words(r) + words_of(named.event));
        return named;
    }

  private:
    std::int32_t minutes(const toml::Node* node, std::int32_t otherwise) {
        return toml::minutes_value(node, report_).value_or(otherwise);
    }
    std::int32_t count(const toml::Node* node, std::int32_t lowest, std::int32_t otherwise) {
        return std::int32_t(toml::integer_value(node, report_, lowest, 1000000).value_or(otherwise));
    }

    /// Into a vein over a time, or under the skin.
    void read_route(Regimen& r) {
        const toml::Node* route = fields_.find("route");
        if (toml::choice_value(route, routes, report_) != std::optional(1)) {
            r.infusion_min = minutes(fields_.need("infusion", "duration of one infusion"), 0);
            if (r.infusion_min == 0 && report_.size() == before_)
                report_.add(fields_.find("infusion")->place, "an infusion must last at least 1 min");
            return;
        }
        if (const toml::Node* infusion = fields_.find("infusion"))
            report_.add(infusion->key, "a dose under the skin has no `infusion`");
        if (drug_ != nullptr && !is_absorbed(drug_->drug.kind))
            report_.add(route->place, fmt::format("`{}` is of kind {}, which is given into a vein only",
                                                  drug_->drug.name, entry_of(drug_->drug.kind).kind));
    }

    void read_schedule(Regimen& r) {
        every_ = fields_.find("every");
        interval_ = fields_.find("dose_interval");
        const toml::Node* doses = fields_.find("doses_per_cycle");
        cycle_ = fields_.find("cycle_interval");
        const toml::Node* cycles = fields_.find("cycles_per_course");
        course_ = fields_.find("course_interval");
        const toml::Node* courses = fields_.find("max_courses");
        if (every_ != nullptr) {
            for (const toml::Node* other : {interval_, doses, cycle_, cycles, course_})
                if (other != nullptr)
                    report_.add(
                        other->key,
                        fmt::format("`every` means one dose per course: `{}` cannot be combined with it",
                                    other->name));
            r.doses_per_cycle = r.cycles_per_course = 1;
            r.max_courses = count(courses, 0, 0);
            const std::optional<std::int32_t> every = toml::minutes_value(every_, report_);
            r.course_interval_min = every.value_or(0);
            if (every && *every == 0) report_.add(every_->place, "`every` must be longer than 0 min");
            course_ = every_;
            return;
        }
        r.doses_per_cycle = count(doses, 1, 1);
        r.cycles_per_course = count(cycles, 1, 1);
        r.max_courses = count(courses, 0, 1);
        if (r.doses_per_cycle > 1) fields_.need("dose_interval", "time between doses of a cycle");
        if (r.cycles_per_course > 1) fields_.need("cycle_interval", "time between first doses of cycles");
        if (r.max_courses != 1) fields_.need("course_interval", "time between first doses of courses");
        r.dose_interval_min = minutes(interval_, 0);
        r.cycle_interval_min = minutes(cycle_, 0);
        r.course_interval_min = minutes(course_, 0);
    }

    void read_rules(Regimen& r) {
        const toml::Node* list = fields_.find("rule");
        if (list == nullptr) return;
        if (!list->is_array()) {
            report_.add(list->place, fmt::format("rules are written as [[{}.rule]]",
                                                 fields_.name().substr(1, fields_.name().size() - 2)));
            return;
        }
        if (list->children.size() > std::size_t(max_rules)) {
            report_.add(list->children[std::size_t(max_rules)].place,
                        fmt::format("{} has {} rules: the limit is {}", fields_.name(), list->children.size(),
                                    max_rules));
            return;
        }
        for (const toml::Node& one : list->children) {
            const std::optional<DoseRule> rule = read_rule(one, report_);
            if (rule && has_sizes_ && is_of_level(rule->action) && !reaches_another_level(r, *list, *rule))
                report_.add(
                    one.find("do")->place,
                    fmt::format("there is no level to {} to: `levels` lists the doses, from the lowest",
                                one.find("do")->text));
            if (rule) r.rules[r.rule_count++] = *rule;
        }
    }

    /// Whether doses can ever be at a level from which this rule moves them.
    static bool reaches_another_level(const Regimen& r, const toml::Node& rules, const DoseRule& rule) {
        if (r.level_count < 2) return false;
        const bool down = rule.action == RuleAction::reduce;
        const bool moves_at_once = down ? r.first_level > 0 : r.first_level + 1 < r.level_count;
        return moves_at_once ||
               std::any_of(rules.children.begin(), rules.children.end(), [&](const toml::Node& other) {
                   const toml::Node* action = other.find("do");
                   return action != nullptr && action->text == (down ? "escalate" : "reduce");
               });
    }

    void check(const Regimen& r) {
        using Wide = std::int64_t;
        if (const std::string reason = why_never_given(r); !reason.empty())
            report_.add(fields_.find("starts")->place, reason);
        if (Wide(r.doses_per_cycle) * r.cycles_per_course > most_doses)
            report_.add(fields_.place(),
                        fmt::format("{} has {} doses in a course: the limit is {}", fields_.name(),
                                    Wide(r.doses_per_cycle) * r.cycles_per_course, most_doses));
        if (horizon_ > 0 && r.first_dose_min >= horizon_)
            report_.add(first_ != nullptr ? first_->place : fields_.place(),
                        "the first dose comes after the horizon of the study");
        if (r.doses_per_cycle > 1 && r.infusion_min > r.dose_interval_min)
            report_.add(interval_->place,
                        fmt::format("an infusion of {} min is longer than the {} min between doses",
                                    r.infusion_min, r.dose_interval_min));
        const Wide cycle = Wide(r.doses_per_cycle - 1) * r.dose_interval_min + r.infusion_min;
        if (r.cycles_per_course > 1 && cycle > r.cycle_interval_min)
            report_.add(
                cycle_->place,
                fmt::format(
                    "the doses of a cycle ({:.6g} h) overlap the next cycle, which begins after {:.6g} h",
                    double(cycle) / 60, r.cycle_interval_min / 60.0));
        const Wide course = Wide(r.cycles_per_course - 1) * r.cycle_interval_min + cycle;
        if (r.max_courses != 1 && course > r.course_interval_min)
            report_.add(
                course_->place,
                fmt::format(
                    "the doses of a course ({:.6g} h) overlap the next course, which begins after {:.6g} h",
                    double(course) / 60, r.course_interval_min / 60.0));
        for (int i = 0; i < r.rule_count; ++i)
            if (r.rules[i].action == RuleAction::hold && (r.hold_min == 0 || r.max_hold_min < r.hold_min))
                report_.add(
                    fields_.find("hold") != nullptr ? fields_.find("hold")->place : fields_.place(),
                    fmt::format(
                        "a dose is held for {} min at a time and {} min at most: it can never be held",
                        r.hold_min, r.max_hold_min));
    }

    /// "aldesleukin 600000 IU/kg, 14 doses every 8 h, 2 cycles every 14 d, at most 3 courses every 84 d"
    std::string words(const Regimen& r) const {
        std::string text = fmt::format("{} {}{}", drug_->drug.label, words_of_dose(sizes_),
                                       r.infusion_min == 0 ? " SC" : "");
        if (r.doses_per_cycle > 1)
            text += fmt::format(", {} doses every {}", r.doses_per_cycle, interval_->text);
        if (r.cycles_per_course > 1)
            text += fmt::format(", {} cycles every {}", r.cycles_per_course, cycle_->text);
        if (r.max_courses == 1) return text;
        if (every_ == nullptr)
            return text + fmt::format(", {}courses every {}",
                                      r.max_courses > 0 ? fmt::format("at most {} ", r.max_courses) : "",
                                      course_->text);
        text += " every " + every_->text;
        return r.max_courses > 0 ? text + fmt::format(", at most {} doses", r.max_courses) : text;
    }

    static std::string words_of(const StartEvent& event) {
        if (event.start == RegimenStart::progression) return ", from progression on";
        return event.start == RegimenStart::stop ? ", after the stop of " + event.stopped : "";
    }

    base::Report& report_;
    std::size_t before_;  ///< errors before this regimen, which may be no table
    toml::Fields fields_;
    const DrugFactsTable& drugs_;
    std::int32_t horizon_;
    const DrugFacts* drug_ = nullptr;
    bool has_sizes_ = false;  ///< without an error in the dose
    DoseSizeKeys sizes_{};
    const toml::Node *first_ = nullptr, *every_ = nullptr, *interval_ = nullptr, *cycle_ = nullptr,
                     *course_ = nullptr;
};

}  // namespace

std::map<std::string, NamedRegimen> read_regimens(const toml::Node& root, const DrugFactsTable& drugs,
                                                  std::int32_t horizon_min, base::Report& report) {
    std::map<std::string, NamedRegimen> regimens;
    const toml::Node* all = root.find("regimen");
    if (all == nullptr) return regimens;
    if (!all->is_table()) {
        report.add(all->place, "regimens are written as [regimen.NAME]");
        return regimens;
    }
    if (all->children.size() > most_regimens) {
        report.add(all->children[most_regimens].place,
                   fmt::format("{} regimens: the limit is {}", all->children.size(), most_regimens));
        return regimens;
    }
    for (const toml::Node& own : all->children)
        if (values_in(own, most_values) > most_values) {
            report.add(own.key, fmt::format("[regimen.{}] has more than {} values", own.name, most_values));
            return regimens;
        }
    std::vector<std::string> known;
    for (const toml::Node& own : all->children) known.push_back(own.name);
    for (const toml::Node& own : all->children) {
        if (!base::is_line_of_text(own.name))
            report.add(own.key, "the name of a regimen is a text of one line, without control characters");
        const toml::Node whole = with_likeness(*all, own, {}, report);
        NamedRegimen& named = regimens[own.name] =
            RegimenReader(whole, drugs, horizon_min, report).read(known);
        named.place = own.key;
    }
    return regimens;
}

}  // namespace twinarm::cohort
