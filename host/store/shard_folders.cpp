// Where the shards of a run lie.
#include "host/store/shard_folders.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <string_view>

#include "host/base/errors.hpp"
#include "host/base/shell_word.hpp"
#include "host/store/file_names.hpp"

namespace twinarm::store {

namespace {

namespace fs = std::filesystem;

std::string name_of(const Shard& shard) {
    return fmt::format("{}-of-{}", shard.number, shard.of);
}

std::optional<Shard> shard_called(const std::string& name) {
    Shard shard;
    const char *begin = name.data(), *end = begin + name.size();
    const auto number = std::from_chars(begin, end, shard.number);
    constexpr std::string_view between = "-of-";
    if (number.ec != std::errc() || !std::string_view(number.ptr, end).starts_with(between))
        return std::nullopt;
    std::from_chars(number.ptr + between.size(), end, shard.of);
    const bool fits = shard.number >= 1 && shard.number <= shard.of && shard.of <= most_shards;
    return fits && name_of(shard) == name ? std::optional(shard) : std::nullopt;
}

}  // namespace

fs::path shard_folder(const fs::path& run, const Shard& shard) {
    return run / file_name::shards / name_of(shard);
}

std::vector<ShardFolder> shard_folders(const fs::path& run) {
    std::vector<ShardFolder> found;
    std::error_code error;
    for (fs::directory_iterator entry(run / file_name::shards, error), end; !error && entry != end;
         entry.increment(error))
        if (const auto shard = shard_called(entry->path().filename().string()))
            found.push_back({*shard, entry->path()});
    std::sort(found.begin(), found.end(), [](const ShardFolder& a, const ShardFolder& b) {
        return std::pair(a.shard.of, a.shard.number) < std::pair(b.shard.of, b.shard.number);
    });
    if (!found.empty() && found.front().shard.of != found.back().shard.of)
        throw base::UsageError(fmt::format(
            "{}: has shards of runs that were cut differently, {} and {}\n  Remove those of the wrong one.",
            (run / file_name::shards).string(), name_of(found.front().shard), name_of(found.back().shard)));
    return found;
}

std::string shard_command(const fs::path& run, const Shard& shard) {
    return fmt::format("twinarm run --resume {} --shard {}/{}", base::shell_word(run.string()), shard.number,
                       shard.of);
}

}  // namespace twinarm::store
