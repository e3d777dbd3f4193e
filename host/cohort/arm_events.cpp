// Event tables become regimens.
#include "host/cohort/arm_events.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <exception>
#include <filesystem>
#include <iterator>
#include <optional>
#include <utility>

#include "host/base/plain_file.hpp"
#include "host/base/sha256.hpp"
#include "host/cohort/event_table.hpp"
#include "host/toml/fields.hpp"
#include "host/toml/units.hpp"
#include "host/toml/values.hpp"
#include "kernels/dosing/regimen.hpp"

namespace twinarm::cohort {
namespace {

toml::Node text_node(const char* name, std::string text, const base::Place& place) {
    toml::Node node;
    node.kind = toml::Node::Kind::text;
    node.name = name;
    node.key = node.place = place;
    node.text = std::move(text);
    return node;
}

toml::Node count_node(const char* name, std::int64_t count, const base::Place& place) {
    toml::Node node = text_node(name, "", place);
    node.kind = toml::Node::Kind::integer;
    node.integer = count;
    return node;
}

/// The regimen of a train. `compartment` has its drug and unit, and what else its regimens have in common.
toml::Node regimen_of(const DoseTrain& train, const toml::Node& compartment, const std::string& name) {
    toml::Node regimen;
    regimen.name = name;
    regimen.key = regimen.place = train.row;
    const auto add = [&](toml::Node key) { regimen.children.push_back(std::move(key)); };
    const auto add_time = [&](const char* key, std::int64_t min) {
        add(text_node(key, fmt::format("{} min", min), train.row));
    };
    for (const toml::Node& key : compartment.children)
        if (key.name != "unit") add(key);
    const toml::Node* unit = compartment.find("unit");
    add(text_node("dose", train.amount + " " + (unit == nullptr ? "" : unit->text), train.amount_place));
    const toml::Node* route = compartment.find("route");
    if (route == nullptr || route->text != "SC") add_time("infusion", train.infusion_min);
    add_time("first_dose", train.first_min);
    if (train.count[1] == 1) {
        if (train.count[0] == 1) return regimen;
        add_time("every", train.interval_min[0]);
        add(count_node("max_courses", train.count[0], train.row));
        return regimen;
    }
    add(count_node("doses_per_cycle", train.count[0], train.row));
    add_time("dose_interval", train.interval_min[0]);
    add(count_node("cycles_per_course", train.count[1], train.row));
    add_time("cycle_interval", train.interval_min[1]);
    if (train.count[2] == 1) return regimen;
    add(count_node("max_courses", train.count[2], train.row));
    add_time("course_interval", train.interval_min[2]);
    return regimen;
}

/// A path relative to the file that names it; of an option as it is.
std::string path_of(const toml::Node& node) {
    const bool of_option = node.place.line == 0;
    const std::filesystem::path folder =
        of_option ? std::filesystem::path() : std::filesystem::path(node.place.file).parent_path();
    return (folder / node.text).lexically_normal().string();
}

std::optional<std::string> bytes_of(const toml::Node& name, const std::string& path, base::Report& report) {
    try {
        return base::read_plain_file(path, "give the path of an event table", {}, toml::largest_file_bytes);
    } catch (const std::exception& error) {
        const std::string message = error.what();  // what can be done about it stands in its second line
        report.add(name.place, message.substr(0, message.find('\n')));
        return std::nullopt;
    }
}

bool are_compartments(const toml::Node* list, base::Report& report) {
    if (list == nullptr) return false;
    const bool good = list->is_array() && !list->children.empty() &&
                      std::all_of(list->children.begin(), list->children.end(),
                                  [](const toml::Node& one) { return one.is_table(); });
    if (!good)
        report.add(
            list->place,
            "`compartments` is a list, in the order of CMT: [{ drug = \"nktr214\", unit = \"mg/kg\" }]");
    return good;
}

/// What a compartment may say; times, doses and intervals are those of the table.
bool has_known_keys(const toml::Node& compartment, base::Report& report) {
    constexpr const char* known[] = {"drug",     "unit",     "route",  "rule",  "hold",
                                     "max_hold", "max_dose", "height", "label", "source"};
    bool good = true;
    for (const toml::Node& key : compartment.children)
        if (std::find(std::begin(known), std::end(known), key.name) == std::end(known)) {
            report.add(key.key,
                       fmt::format("a compartment has no `{}`: doses and their times are those of the table",
                                   key.name));
            good = false;
        }
    return good;
}

/// The regimens of one arm's table.
std::vector<toml::Node> regimens_of(const toml::Node& events, const std::string& arm,
                                    std::vector<toml::InputFile>& files, base::Report& report) {
    toml::Fields fields(&events, "`events`", events.place, report);
    const toml::Node* name = fields.need("file", "an event table, relative to this file");
    const toml::Node* list = fields.need("compartments", "drug and unit of AMT for each CMT, from 1");
    const toml::Node* time = fields.find("time");
    fields.close();
    const bool named = toml::text_value(name, report).has_value();
    const toml::Unit* unit = time == nullptr ? toml::find_unit("h") : toml::find_unit(time->text);
    if (unit == nullptr || std::string_view(unit->dimension) != "time") {
        report.add(time->place, "`time` is the unit of TIME and II: min, h, d or wk");
        return {};
    }
    if (!are_compartments(list, report) || !named) return {};
    for (const toml::Node& one : list->children)
        if (one.find("unit") == nullptr || !one.find("unit")->is_text()) {
            report.add(one.place, "a compartment lacks `unit`, that of AMT, \"mg\" or \"mg/kg\"");
            return {};
        } else if (!has_known_keys(one, report)) {
            return {};
        }
    const std::string path = path_of(*name);
    const auto bytes = bytes_of(*name, path, report);
    if (!bytes) return {};
    files.push_back({path, base::sha256_of(*bytes)});
    const std::vector<DoseTrain> trains =
        read_event_table(*bytes, path, unit->factor, int(list->children.size()), report);
    if (trains.size() > std::size_t(max_regimens)) {
        report.add(
            trains[std::size_t(max_regimens)].row,
            fmt::format("here begins schedule {} of equal doses at equal intervals: an arm has at most {}",
                        max_regimens + 1, max_regimens));
        return {};
    }
    std::vector<toml::Node> regimens;
    for (const DoseTrain& train : trains) {
        const toml::Node* route = list->children[std::size_t(train.compartment - 1)].find("route");
        if (train.infusion_min > 1 && route != nullptr && route->text == "SC")
            report.add(train.row, "a dose under the skin has no RATE");
        regimens.push_back(regimen_of(train, list->children[std::size_t(train.compartment - 1)],
                                      fmt::format("{}_doses_{}", arm, regimens.size() + 1)));
    }
    return regimens;
}

}  // namespace

void take_event_tables(toml::Node& root, std::vector<toml::InputFile>& files, base::Report& report) {
    toml::Node* arms = root.find("arm");
    if (arms == nullptr || !arms->is_array()) return;
    for (toml::Node& arm : arms->children) {
        const toml::Node* found = arm.is_table() ? arm.find("events") : nullptr;
        if (found == nullptr) continue;
        const toml::Node events = *found;
        std::erase_if(arm.children, [](const toml::Node& key) { return key.name == "events"; });
        if (arm.find("regimens") != nullptr) {
            report.add(events.key, "an arm has either `regimens` or `events`");
            continue;
        }
        const toml::Node* id = arm.find("id");
        toml::Node names = text_node("regimens", "", events.key);
        names.kind = toml::Node::Kind::array;
        for (toml::Node& regimen : regimens_of(events, id == nullptr ? "" : id->text, files, report)) {
            toml::Node& all = root.member("regimen", events.key);
            if (!all.is_table()) break;  // said where regimens are read
            if (all.find(regimen.name) != nullptr)
                report.add(events.key, fmt::format("there is a regimen `{}` already", regimen.name));
            names.children.push_back(text_node("", regimen.name, regimen.place));
            all.children.push_back(std::move(regimen));
        }
        arm.children.push_back(std::move(names));
    }
}

}  // namespace twinarm::cohort
