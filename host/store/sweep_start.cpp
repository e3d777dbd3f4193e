// How a sweep was begun.
#include "host/store/sweep_start.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "host/base/plain_text.hpp"
#include "host/base/sha256.hpp"
#include "host/store/stored_json.hpp"

namespace twinarm::store {

using Json = nlohmann::ordered_json;

namespace {

/// The settings of a point, in words.
std::string name_of(const std::vector<trial::SweepAxis>& axes, std::size_t point) {
    std::string name;
    for (auto axis = axes.rbegin(); axis != axes.rend(); ++axis) {
        name =
            axis->path + "=" + axis->values[point % axis->values.size()] + (name.empty() ? "" : ", ") + name;
        point /= axis->values.size();
    }
    return base::plain_text(name);
}

std::string arms_in_words(const SweepStart& start) {
    std::string words;
    for (const std::string& id : start.arms) words += (words.empty() ? "arm " : " and ") + id;
    return words.empty() ? "all arms" : base::plain_text(words);
}

std::string text_of(const std::vector<trial::SweepAxis>& axes) {
    std::string text;
    for (const trial::SweepAxis& axis : axes) {
        text += (text.empty() ? "" : " and ") + axis.path + "=";
        for (const std::string& value : axis.values) text += (&value == &axis.values[0] ? "" : ",") + value;
    }
    return base::plain_text(text);
}

}  // namespace

std::string text_of(const SweepStart& start) {
    Json axes = Json::array();
    for (const trial::SweepAxis& axis : start.axes)
        axes.push_back({{"path", axis.path}, {"values", axis.values}});
    const Json json = {{"twinarm_sweep", 1},
                       {"axes", axes},
                       {"arms", start.arms},
                       {"points", start.points},
                       {"cohort", Json::parse(text_of(start.cohort))}};
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

SweepStart read_sweep_start(const std::string& text, const std::string& place, const std::string& remedy) {
    const Json json = read_json_line(text, sweep_start_schema(), place, remedy);
    SweepStart start;
    for (const Json& axis : json["axes"]) start.axes.push_back({axis["path"], axis["values"]});
    start.arms = json["arms"].get<std::vector<std::string>>();
    start.points = json["points"];
    start.cohort = read_run_start(json["cohort"].dump(), place);
    return start;
}

std::string settings_hash(const std::string& resolved) {
    return base::sha256_of(without_comments(resolved));
}

std::string difference(const SweepStart& start, const SweepStart& other) {
    const std::string axes = text_of(start.axes), other_axes = text_of(other.axes);
    if (axes != other_axes) return fmt::format("it is over {}, not {}", other_axes, axes);
    const std::string arms = arms_in_words(start), other_arms = arms_in_words(other);
    if (arms != other_arms) return fmt::format("it simulates {}, not {}", other_arms, arms);
    const std::string cohort = difference(start.cohort, other.cohort);
    if (!cohort.empty() || start.points == other.points) return cohort;
    for (std::size_t i = 0; i < start.points.size() && i < other.points.size(); ++i)
        if (start.points[i] != other.points[i])
            return fmt::format("the cohort has other settings at the point {}", name_of(start.axes, i));
    return "it has other points";
}

}  // namespace twinarm::store
