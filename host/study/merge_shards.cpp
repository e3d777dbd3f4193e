// The shards of a run put together.
#include "host/study/merge_shards.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "host/base/build_info.hpp"
#include "host/base/errors.hpp"
#include "host/base/sha256.hpp"
#include "host/base/shell_word.hpp"
#include "host/store/file_names.hpp"
#include "host/store/folder_lock.hpp"
#include "host/store/run_record.hpp"
#include "host/store/stored_json.hpp"
#include "host/study/kept_run.hpp"
#include "host/study/replay.hpp"

namespace twinarm::study {

namespace {

namespace fs = std::filesystem;

/// What a complete shard's record and files say of the run that they are of, where it is not the one of the
/// journal beside them: they were copied there.
std::string other_run_in(const ShardState& state) {
    const store::RunStart& begun = state.journal->start;
    const fs::path& folder = state.place.folder;
    const store::RunRecord record = store::read_run_record(folder / store::file_name::run);
    store::StudyPlan plan;
    plan.patients = begun.patients;
    plan.shard = begun.shard;
    store::RunStart found = begun;
    found.shard = record.shard.value_or(store::Shard());
    found.seed = record.seed;
    found.first_patient = record.first_patient - plan.begin();
    if (record.patients_done != plan.planned()) found.patients = record.patients_done;
    const fs::path resolved = folder / store::file_name::resolved;
    found.cohort = store::read_stored_text(resolved, "Make the shard again.", record.file(resolved));
    if (std::string other = difference(begun, found); !other.empty()) return other;
    const std::string populations = begun.populations.empty() ? "" : base::sha256_of(begun.populations);
    if ((record.populations ? record.populations->sha256 : "") != populations)
        return "its populations are others";
    if (!begun.kept.rows || state.journal->commits.empty()) return "";
    const store::Commit& last = state.journal->commits.back();
    const auto is_other = [&](const char* name, const base::FileFacts& facts) {
        return record.file(folder / name).sha256 != facts.sha256;
    };
    return is_other(store::file_name::patients, last.rows) ||
                   is_other(store::file_name::outcomes, last.outcomes)
               ? "its rows are not those of its journal"
               : "";
}

/// Every shard that cannot be merged, with the command that makes it.
void require_all(const fs::path& run, const std::vector<ShardState>& shards, const store::RunStart& start) {
    constexpr std::size_t most_named = 20;
    std::size_t wrong = 0;
    std::string text;
    auto next = shards.begin();
    for (store::Shard shard{1, start.shard.of}; shard.number <= shard.of; ++shard.number) {
        std::string cause = "is missing";
        if (next != shards.end() && next->place.shard == shard) {
            cause = !next->journal ? "has not begun"
                    : next->complete
                        ? ""
                        : fmt::format(
                              "is not complete, {} of its patients are done",
                              next->journal->commits.empty() ? 0 : next->journal->commits.back().patients);
            if (!next->holder.empty()) cause += "; " + next->holder + " works at it";
            if (next->journal)
                if (const std::string other = difference(start, next->journal->start, false); !other.empty())
                    cause = "is of another run: " + other + "; remove its folder";
            if (cause.empty())
                if (const std::string other = other_run_in(*next); !other.empty())
                    cause = "has files of another run: " + other + "; remove its folder";
            ++next;
        }
        if (cause.empty()) continue;
        if (++wrong <= most_named)
            text += fmt::format("\n  shard {}/{} {}: {}", shard.number, shard.of, cause,
                                store::shard_command(run, shard));
    }
    if (wrong == 0) return;
    if (wrong > most_named) text += fmt::format("\n  and {} more", wrong - most_named);
    throw base::DataError(
        fmt::format("{}: {} of {} shards cannot be merged{}", run.string(), wrong, start.shard.of, text));
}

/// What a shard's run.json says of its failures.
void add_failures(const nlohmann::ordered_json& record, const cohort::Cohort& cohort,
                  store::StudyResult& result) {
    for (const auto& one : record["failures"]["by_status"])
        result.failures_by_status[one["status"]] += one["patient_arms"].get<std::uint64_t>();
    const auto by_arm = record["failures"].value("by_arm", nlohmann::ordered_json::array());
    for (std::size_t arm = 0; arm < std::min(by_arm.size(), result.failed.size()); ++arm)
        result.failed[arm] += by_arm[arm].get<std::uint64_t>();
    for (const auto& one : record["failures"]["first"]) {
        const std::string id = one["arm"];
        const auto arm = std::find_if(cohort.arms.begin(), cohort.arms.end(),
                                      [&](const cohort::ArmDesign& design) { return design.id == id; });
        const auto& day = one["failure_time_d"];
        if (arm != cohort.arms.end() && result.first_failures.size() < failures_listed)
            result.first_failures.push_back({one["patient"], int(arm - cohort.arms.begin()),
                                             Status(one["status"].get<int>()),
                                             day.is_null() ? never : 24 * day.get<double>()});
    }
}

}  // namespace

std::vector<ShardState> shard_states(const fs::path& run) {
    std::vector<ShardState> states;
    for (store::ShardFolder& place : store::shard_folders(run)) {
        ShardState state{std::move(place), {}, false, {}};
        state.journal = store::read_run_journal(state.place.folder);
        state.complete = store::exit_code_of_complete_run(state.place.folder, state.journal).has_value();
        state.holder = store::holder_of(state.place.folder);
        states.push_back(std::move(state));
    }
    return states;
}

std::optional<store::RunStart> start_like_others(const fs::path& run, const store::Shard& shard) {
    for (const ShardState& other : shard_states(run)) {
        if (!other.journal || other.place.shard.of != shard.of) continue;
        store::RunStart start = other.journal->start;
        start.shard = shard;
        start.started = store::utc_now();
        return start;
    }
    return std::nullopt;
}

Merge prepare_merge(const fs::path& run, bool force, int threads) {
    Merge merge;
    merge.shards = shard_states(run);
    const auto begun = std::find_if(merge.shards.begin(), merge.shards.end(),
                                    [](const ShardState& state) { return state.journal.has_value(); });
    if (begun == merge.shards.end())
        throw base::UsageError(
            fmt::format("{}: has no shards\n  Make them with `twinarm run FILE --out {} --shard I/N`.",
                        run.string(), base::shell_word(run.string())));
    require_all(run, merge.shards, begun->journal->start);
    merge.start = begun->journal->start;
    merge.start.shard = {};
    for (const ShardState& state : merge.shards)
        merge.start.started = std::min(merge.start.started, state.journal->start.started);
    merge.cohort = cohort_of(merge.start, (run / store::file_name::shards).string());
    merge.plan = plan_of(merge.start, merge.cohort);
    merge.plan.cpu.threads = threads;
    merge.plan.device.gpu = merge.start.device == "cuda";
    merge.plan.device.name = merge.plan.device.gpu ? "GPUs of the shards" : "CPU";
    merge.request = request_of(merge.start, run);
    merge.request.force = force;
    return merge;
}

namespace {

/// The rows of a shard; `before`: patients of the shards before it. Returns how many patients were read.
std::uint64_t read_rows(const Merge& merge, const fs::path& folder, const store::RunRecord& record,
                        std::uint64_t before, const OutcomeSink& take, const ProgressSink& progress,
                        const base::StopToken& stop) {
    const fs::path rows = folder / store::file_name::patients, outcomes = folder / store::file_name::outcomes;
    store::StoredOutcomes stored(
        {rows, merge.cohort, record.first_patient, record.patients_done,
         merge.plan.populations.design.named(), base::build_info().version, record.file(rows)},
        outcomes, record.file(outcomes));
    const auto tell = [&](std::uint64_t done) { progress(before + done); };
    return replay(stored, merge.plan.populations, before, record.patients_done, folder.string(), take, tell,
                  stop);
}

}  // namespace

SavedRun merge_shards(const Merge& merge, const ProgressSink& progress, const base::StopToken& stop) {
    Begun begun;
    begun.start = &merge.start;
    begun.beside_shards = true;
    KeptRun kept(merge.cohort, merge.plan, merge.request, begun);
    const StudySinks sinks = kept.sinks(progress);
    const auto arms = std::uint64_t(merge.plan.arm_count());
    store::StudyResult result;
    result.failed.resize(arms);
    const auto take = [&](const Outcome* outcomes, std::uint64_t patients) {
        for (const OutcomeSink& sink : sinks.outcomes) sink(outcomes, patients);
        count_failures(outcomes, patients * arms, result);
    };
    for (const ShardState& state : merge.shards) {
        const fs::path& folder = state.place.folder;
        const fs::path run = folder / store::file_name::run, counts = folder / store::file_name::state;
        const store::RunRecord record = store::read_run_record(run);
        result.seconds += record.simulation_seconds;
        if (merge.request.rows) {
            result.patients_done +=
                read_rows(merge, folder, record, result.patients_done, take, progress, stop);
        } else {
            kept.analysis().add_state(
                base::read_plain_file(counts, "Make the shard again.", record.file(counts)));
            add_failures(store::read_run_json(run), merge.cohort, result);
            result.patients_done += record.patients_done;
            progress(result.patients_done);
        }
        if (!stop.stopped()) continue;
        SavedRun stopped;
        stopped.result = std::move(result);
        stopped.result.signal = stop.signal();
        stopped.code = ExitCode(128 + stop.signal());
        return stopped;
    }
    return kept.finish(std::move(result), stop);
}

}  // namespace twinarm::study
