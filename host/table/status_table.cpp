// How far a run is.
#include "host/table/status_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "host/base/number_text.hpp"
#include "host/base/shell_word.hpp"
#include "host/store/shard_folders.hpp"
#include "host/table/text_table.hpp"

namespace twinarm::table {

namespace {

using store::PartState;
using store::PartStatus;

constexpr std::size_t most_listed = 20;

std::uint64_t count_of(const store::RunStatus& status, PartState state) {
    return std::uint64_t(std::count_if(status.parts.begin(), status.parts.end(),
                                       [&](const PartStatus& part) { return part.state == state; }));
}

/// "12 complete, 3 running, 1 missing".
std::string counts_in_words(const store::RunStatus& status) {
    std::string text;
    for (const PartState state : {PartState::complete, PartState::running, PartState::stopped,
                                  PartState::waiting, PartState::missing})
        if (const std::uint64_t count = count_of(status, state); count > 0)
            text += fmt::format("{}{} {}", text.empty() ? "" : ", ", count, store::name_of(state));
    return text;
}

/// That makes a shard or goes on with it; empty where it is complete.
std::string command_of(const std::filesystem::path& run, const PartStatus& part) {
    const bool none = part.state == PartState::complete || part.shard.is_whole();
    return none ? "" : store::shard_command(run, part.shard);
}

std::string parts_table(const std::filesystem::path& run, const store::RunStatus& status) {
    TextTable table({{"shard"}, {"patients"}, {"done"}, {"state", true}, {"", true}});
    std::size_t listed = 0;
    for (const PartStatus& part : status.parts) {
        if (part.state == PartState::complete || ++listed > most_listed) continue;
        table.add_row({fmt::format("{}/{}", part.shard.number, part.shard.of),
                       base::with_commas(part.patients), base::with_commas(part.patients_done),
                       store::name_of(part.state),
                       part.holder.empty() ? command_of(run, part) : part.holder});
    }
    if (table.empty()) return "";
    return '\n' + table.text() +
           (listed <= most_listed ? "" : fmt::format("  and {} more\n", listed - most_listed));
}

}  // namespace

std::string status_table(const std::filesystem::path& run, const store::RunStatus& status) {
    const double share = double(status.patients_done) / double(std::max<std::uint64_t>(status.patients, 1));
    std::string text = fmt::format("{}: study {}\n  {} of {} patients are done ({}%)", run.string(),
                                   status.study, base::with_commas(status.patients_done),
                                   base::with_commas(status.patients), base::percent(share));
    if (status.patients_per_second() > 0)
        text += fmt::format("; {} a second, {} left",
                            base::with_commas(std::uint64_t(status.patients_per_second())),
                            base::duration_in_words(status.seconds_left()));
    text += '\n';
    if (status.parts.size() == 1 && status.merged) {
        const PartStatus& only = status.parts.front();
        text += "  " + store::name_of(only.state) + (only.holder.empty() ? "" : ": " + only.holder) + '\n';
        if (only.state == PartState::stopped)
            text += "  Go on with: twinarm run --resume " + base::shell_word(run.string()) + '\n';
        return text;
    }
    text += fmt::format("  {} shards: {}\n", status.parts.size(), counts_in_words(status));
    text += parts_table(run, status);
    if (count_of(status, PartState::complete) == status.parts.size() && !status.merged)
        text += "  Put them together with: twinarm merge " + base::shell_word(run.string()) + '\n';
    return text;
}

std::string status_json(const std::filesystem::path& run, const store::RunStatus& status) {
    using Json = nlohmann::ordered_json;
    const auto or_null = [](const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); };
    const double left = status.seconds_left();
    Json parts = Json::array();
    for (const PartStatus& part : status.parts)
        parts.push_back({{"shard", part.shard.number},
                         {"of", part.shard.of},
                         {"state", store::name_of(part.state)},
                         {"patients", part.patients},
                         {"patients_done", part.patients_done},
                         {"holder", or_null(part.holder)},
                         {"command", or_null(command_of(run, part))}});
    const Json json = {{"run", run.string()},
                       {"study", status.study},
                       {"patients", status.patients},
                       {"patients_done", status.patients_done},
                       {"merged", status.merged},
                       {"patients_per_second", status.patients_per_second()},
                       {"seconds_left", std::isfinite(left) ? Json(left) : Json(nullptr)},
                       {"parts", parts}};
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

}  // namespace twinarm::table
