// How far a run is.
#include "host/table/status_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <nlohmann/json.hpp>

#include "host/base/number_text.hpp"
#include "host/table/text_table.hpp"

namespace twinarm::table {

namespace {

constexpr std::size_t most_listed = 20;

/// "12 complete, 3 running, 1 missing".
std::string counts_in_words(const StatusFacts& facts) {
    std::string text;
    for (const char* progress : {"complete", "running", "stopped", "waiting", "missing"}) {
        const auto count = std::count_if(facts.parts.begin(), facts.parts.end(),
                                         [&](const auto& part) { return part.progress == progress; });
        if (count > 0) text += fmt::format("{}{} {}", text.empty() ? "" : ", ", count, progress);
    }
    return text;
}

std::string parts_table(const StatusFacts& facts) {
    TextTable table({{"shard"}, {"patients"}, {"done"}, {"state", true}, {"", true}});
    std::size_t listed = 0, left_out = 0;
    for (const StatusFacts::Part& part : facts.parts) {
        if (part.progress == "complete") continue;
        if (++listed > most_listed) {
            ++left_out;
            continue;
        }
        table.add_row({fmt::format("{}/{}", part.shard.number, part.shard.of),
                       base::with_commas(part.patients), base::with_commas(part.patients_done), part.progress,
                       part.holder.empty() ? part.command : part.holder});
    }
    if (table.empty()) return "";
    return '\n' + table.text() + (left_out == 0 ? "" : fmt::format("  and {} more\n", left_out));
}

}  // namespace

std::string status_table(const StatusFacts& facts) {
    const double share = double(facts.patients_done) / double(std::max<std::uint64_t>(facts.patients, 1));
    std::string text = fmt::format("{}: study {}\n  {} of {} patients are done ({}%)", facts.run, facts.study,
                                   base::with_commas(facts.patients_done), base::with_commas(facts.patients),
                                   base::percent(share));
    if (facts.patients_per_second > 0)
        text +=
            fmt::format("; {} a second, {} left", base::with_commas(std::uint64_t(facts.patients_per_second)),
                        base::duration_in_words(facts.seconds_left));
    text += '\n';
    if (facts.parts.size() == 1 && facts.merged) {
        const StatusFacts::Part& only = facts.parts.front();
        text += "  " + only.progress + (only.holder.empty() ? "" : ": " + only.holder) + '\n';
        if (only.progress == "stopped") text += "  Go on with: twinarm run --resume " + facts.run + '\n';
        return text;
    }
    text += fmt::format("  {} shards: {}\n", facts.parts.size(), counts_in_words(facts));
    text += parts_table(facts);
    const bool all = std::all_of(facts.parts.begin(), facts.parts.end(),
                                 [](const auto& part) { return part.progress == "complete"; });
    if (all && !facts.merged) text += "  Put them together with: twinarm merge " + facts.run + '\n';
    return text;
}

std::string status_json(const StatusFacts& facts) {
    using Json = nlohmann::ordered_json;
    const auto number = [](double value) { return std::isfinite(value) ? Json(value) : Json(nullptr); };
    Json parts = Json::array();
    for (const StatusFacts::Part& part : facts.parts)
        parts.push_back({{"shard", part.shard.number},
                         {"of", part.shard.of},
                         {"state", part.progress},
                         {"patients", part.patients},
                         {"patients_done", part.patients_done},
                         {"holder", part.holder.empty() ? Json(nullptr) : Json(part.holder)},
                         {"command", part.command.empty() ? Json(nullptr) : Json(part.command)}});
    const Json json = {{"run", facts.run},
                       {"study", facts.study},
                       {"patients", facts.patients},
                       {"patients_done", facts.patients_done},
                       {"merged", facts.merged},
                       {"patients_per_second", facts.patients_per_second},
                       {"seconds_left", number(facts.seconds_left)},
                       {"parts", parts}};
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

}  // namespace twinarm::table
