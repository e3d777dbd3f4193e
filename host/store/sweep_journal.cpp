// The journal of a sweep.
#include "host/store/sweep_journal.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "host/base/errors.hpp"
#include "host/store/stored_json.hpp"

namespace twinarm::store {

namespace {

using Json = nlohmann::ordered_json;

const JournalKind& kind() {
    static const JournalKind made = {
        "the journal of a sweep",
        "{\"twinarm_sweep\":",
        "Wait for that sweep, or choose another file with --resume.",
        "Choose another file with --resume.",
        {.changed = "Restore the file, or begin again in another one.",
         .no_room = "The patients so far are kept: make room and run the same command again."}};
    return made;
}

/// Counts as JSON: a histogram leaves out what is 0, [place, count], ...
template <class Part>
Json json_of_part(const Part& part) {
    if constexpr (requires { Part::for_each_part([](const char*, const auto&) {}, part); }) {
        Json json = Json::object();
        Part::for_each_part([&](const char* name, const auto& inner) { json[name] = json_of_part(inner); },
                            part);
        return json;
    } else if constexpr (requires { part.bin_count(); }) {
        Json json = Json::array();
        for (std::size_t bin = 0; bin < part.counts().size(); ++bin)
            if (part.counts()[bin] != 0) json.push_back({bin, part.counts()[bin]});
        return json;
    } else if constexpr (requires { part.front().bin_count(); }) {
        Json json = Json::array();
        for (const auto& one : part) json.push_back(json_of_part(one));
        return json;
    } else {
        return part;
    }
}

/// Throws Json::exception where it is something else.
template <class Part>
void read_part(const Json& json, Part& part) {
    if constexpr (requires { Part::for_each_part([](const char*, const auto&) {}, part); }) {
        Part::for_each_part([&](const char* name, auto& inner) { read_part(json.at(name), inner); }, part);
    } else if constexpr (requires { part.bin_count(); }) {
        for (const Json& pair : json) {
            const auto bin = pair.at(0).template get<std::size_t>();
            if (bin < part.bin_count()) part.add_to_bin(bin, pair.at(1).template get<std::uint64_t>());
        }
    } else if constexpr (requires { part.front().bin_count(); }) {
        for (std::size_t i = 0; i < part.size(); ++i) read_part(json.at(i), part[i]);
    } else {
        json.get_to(part);
    }
}

/// `known`: patients whose answers are in the lines before.
std::string text_of_point(std::size_t point, const trial::SweepState& state, std::uint64_t known) {
    Json arms = Json::array(), answers = Json::array();
    for (const trial::SweepCounts& arm : state.arms) arms.push_back(json_of_part(arm));
    for (const std::string& of_arm : state.answers) answers.push_back(of_arm.substr(std::size_t(known)));
    return Json{{"point", point}, {"patients", state.patients}, {"arms", arms}, {"answers", answers}}.dump();
}

trial::SweepState read_state(const Json& json) {
    trial::SweepState state;
    state.patients = json.at("patients");
    state.arms.resize(json.at("arms").size());
    for (std::size_t a = 0; a < state.arms.size(); ++a) read_part(json.at("arms").at(a), state.arms[a]);
    state.answers = json.at("answers");
    return state;
}

}  // namespace

SweepJournal::SweepJournal(const std::filesystem::path& path, const SweepStart& start, double seconds_between,
                           cohort::PopulationPlaces places)
    : path_(path.string()),
      file_(path, kind()),
      places_(std::move(places)),
      patients_(start.cohort.patients),
      between_(seconds_between) {
    if (file_.lines().empty()) {
        file_.append(text_of(start));
        return;
    }
    const std::string what =
        difference(read_sweep_start(file_.lines()[0], path_ + ":1", kind().remedies.changed), start);
    if (!what.empty())
        throw base::DataError(
            fmt::format("{}: another sweep was begun there: {}\n"
                        "  Go on with it as it was begun, or choose another file with --resume.",
                        path_, what));
    for (std::size_t i = 1; i < file_.lines().size(); ++i) read(i);
    if (points_.size() > start.points.size())
        throw base::DataError(path_ + ": has more points than the sweep\n  " + kind().remedies.changed);
}

void SweepJournal::read(std::size_t line) {
    const std::string& text = file_.lines()[line];
    const std::string place = fmt::format("{}:{}", path_, line + 1);
    const Json json = read_json_line(text, sweep_journal_schema(), place, kind().remedies.changed);
    const std::size_t point = json["point"];
    // After more patients of the same point, or all of them, comes the next one.
    const bool next = last_patients_ == patients_ || line == 1;
    bool follows = false;
    trial::SweepState state;
    try {
        state = read_state(json);
        state.places = places_;
        follows = point == (next ? points_.size() : points_.size() - 1) &&
                  text_of_point(point, state, 0) == text && state.patients <= patients_ &&
                  (next || state.patients > last_patients_);
    } catch (const Json::exception&) {  // what the schema leaves open
    }
    if (follows && next) points_.emplace_back().answers.resize(state.answers.size());
    if (follows) {
        std::vector<std::string> answers = std::move(points_.back().answers);
        for (std::size_t a = 0; a < answers.size() && a < state.answers.size(); ++a)
            answers[a] += state.answers[a];
        state.answers = std::move(answers);
        follows = state.adds_up(point == 0);
    }
    if (!follows)
        throw base::DataError(place + ": does not follow from the line before\n  " + kind().remedies.changed);
    last_point_ = point;
    last_patients_ = state.patients;
    points_.back() = std::move(state);
}

trial::SweepTally SweepJournal::tally(std::size_t point, int arms, const trial::SweepTally* first) {
    if (point >= points_.size()) return trial::SweepTally(arms, first, places_);
    if (points_[point].arm_count() != std::size_t(arms))
        throw base::DataError(fmt::format("{}: has {} arms at point {}, the cohort has {}\n  {}", path_,
                                          points_[point].arm_count(), point + 1, arms,
                                          kind().remedies.changed));
    return trial::SweepTally(std::move(points_[point]), first);
}

void SweepJournal::keep(std::size_t point, const trial::SweepTally& tally, bool now) {
    const auto time = std::chrono::steady_clock::now();
    const std::uint64_t known = point == last_point_ ? last_patients_ : 0;
    if (tally.state().patients == known || !(now || time - written_ >= between_)) return;
    file_.append(text_of_point(point, tally.state(), known));
    last_point_ = point;
    last_patients_ = tally.state().patients;
    written_ = time;
}

}  // namespace twinarm::store
