// Which shard of a run this process simulates.
#include "host/study/shard_choice.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cstdlib>

#include "host/base/errors.hpp"

namespace twinarm::study {

namespace {

[[noreturn]] void refuse(const std::string& text, const std::string& cause) {
    throw base::UsageError(fmt::format("--shard {}: {}\n  Give I/N, as in 3/16, or auto.", text, cause));
}

std::optional<std::uint64_t> number_in(const std::string& text) {
    std::uint64_t number = 0;
    const char* end = text.data() + text.size();
    const auto [rest, error] = std::from_chars(text.data(), end, number);
    return error == std::errc() && rest == end ? std::optional(number) : std::nullopt;
}

/// How a scheduler numbers its tasks: variables of the number and the count, and the first number.
struct Numbering {
    const char *number, *count;
    std::uint64_t first;
};
constexpr Numbering numberings[] = {{"AWS_BATCH_JOB_ARRAY_INDEX", "AWS_BATCH_JOB_ARRAY_SIZE", 0},
                                    {"JOB_COMPLETION_INDEX", nullptr, 0},
                                    {"OMPI_COMM_WORLD_RANK", "OMPI_COMM_WORLD_SIZE", 0},
                                    {"PMI_RANK", "PMI_SIZE", 0},
                                    {"SLURM_PROCID", "SLURM_NTASKS", 0}};

struct Task {
    std::uint64_t number, count;  ///< from 1; count 0: the scheduler does not say
};

/// Of a Slurm array. A part of an array, as `sbatch --array=7` makes one, does not know the whole.
Task task_of_array(const std::string& text, const Environment& variable, bool count_is_given) {
    const auto value = [&](const char* name) {
        const auto number = number_in(variable(name).value_or(""));
        if (!number) refuse(text, fmt::format("{} is not set to a number", name));
        return *number;
    };
    const std::uint64_t id = value("SLURM_ARRAY_TASK_ID");
    if (count_is_given) {
        if (id == 0) refuse(text, "the Slurm array counts from 0; number it from 1, as in --array=1-16");
        return {id, 0};
    }
    const std::uint64_t first = value("SLURM_ARRAY_TASK_MIN"), last = value("SLURM_ARRAY_TASK_MAX"),
                        count = value("SLURM_ARRAY_TASK_COUNT");
    if (first > 1 || last - first + 1 != count)
        refuse(text,
               fmt::format("the Slurm array is only a part, {} tasks from {} to {}", count, first, last));
    return {id - first + 1, count};
}

Task task_of(const std::string& text, const Environment& variable, bool count_is_given) {
    if (variable("SLURM_ARRAY_TASK_ID")) return task_of_array(text, variable, count_is_given);
    for (const Numbering& one : numberings) {
        const auto number = variable(one.number);
        if (!number) continue;
        const auto index = number_in(*number);
        if (!index) refuse(text, fmt::format("{} is \"{}\", not a number", one.number, *number));
        const auto count = one.count == nullptr ? std::nullopt : number_in(variable(one.count).value_or(""));
        return {*index - one.first + 1, count.value_or(0)};
    }
    refuse(text, "no scheduler has numbered this process");
}

}  // namespace

Environment environment_of_process() {
    return [](const char* name) -> std::optional<std::string> {
        const char* value = std::getenv(name);
        return value == nullptr ? std::nullopt : std::optional<std::string>(value);
    };
}

store::Shard choose_shard(const std::string& text, const Environment& environment) {
    if (text.empty()) return {};
    const auto slash = text.find('/');
    const bool has_count = slash != std::string::npos;
    const std::string first = text.substr(0, slash);
    const auto count = has_count ? number_in(text.substr(slash + 1)) : std::nullopt;
    store::Shard shard;
    if (first == "auto") {
        const Task task = task_of(text, environment, has_count);
        if (!has_count && task.count == 0)
            refuse(text, "the scheduler does not say of how many: give auto/N");
        shard = {task.number, has_count ? count.value_or(0) : task.count};
    } else {
        shard = {number_in(first).value_or(0), count.value_or(0)};
    }
    if (shard.of == 0 || shard.of > store::most_shards)
        refuse(text, fmt::format("a run has 1 to {} shards", store::most_shards));
    if (shard.number == 0 || shard.number > shard.of)
        refuse(text, fmt::format("shards are numbered from 1 to {}", shard.of));
    return shard;
}

}  // namespace twinarm::study
