// run.journal.
#include "host/store/run_journal.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "host/base/errors.hpp"
#include "host/base/output_file.hpp"
#include "host/store/file_names.hpp"
#include "host/store/run_record.hpp"
#include "host/store/stored_json.hpp"

namespace twinarm::store {

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

Json json_of(const base::FileFacts& file) {
    return {{"bytes", file.bytes}, {"sha256", file.sha256}};
}

base::FileFacts facts_of(const Json& json) {
    return {json["sha256"], json["bytes"]};
}

/// How many of the `commits`, from the first one on, the file still holds. `facts` says what of a commit is
/// about it.
std::size_t commits_in(const fs::path& path, const std::vector<Commit>& commits,
                       base::FileFacts Commit::*facts) {
    base::PlainFile file(path, "");
    base::Sha256 hash;
    std::uint64_t read = 0;
    std::string waiting;
    for (std::size_t good = 0; good < commits.size(); ++good) {
        const base::FileFacts& wanted = commits[good].*facts;
        while (read + waiting.size() < wanted.bytes)
            if (!file.append_to(waiting)) return good;
        const std::size_t count = std::size_t(wanted.bytes - read);
        hash.add(std::string_view(waiting).substr(0, count));
        waiting.erase(0, count);
        read = wanted.bytes;
        if (hash.hex_so_far() != wanted.sha256) return good;
    }
    return commits.size();
}

}  // namespace

std::string text_of(const Commit& commit) {
    return Json{{"patients", commit.patients},
                {"seconds", commit.seconds},
                {file_name::patients, json_of(commit.rows)},
                {file_name::outcomes, json_of(commit.outcomes)}}
        .dump();
}

std::string text_of_publication(const std::vector<std::string>& names) {
    return Json{{"published", names}}.dump();
}

bool is_run_journal(const fs::path& path) {
    return begins_as(path, run_journal_words);
}

bool is_empty_journal(const fs::path& path) {
    return is_run_journal(path) && read_journal(path).lines.empty();
}

std::optional<RunJournal> read_run_journal(const fs::path& folder) {
    const fs::path path = folder / file_name::journal;
    if (!base::is_there(path)) return std::nullopt;
    RunJournal journal;
    journal.lines = read_journal(path);
    const std::vector<std::string>& lines = journal.lines.lines;
    if (lines.empty()) return std::nullopt;
    const auto place = [&](std::size_t line) { return fmt::format("{}:{}", path.string(), line + 1); };
    journal.start = read_run_start(lines[0], place(0));
    for (std::size_t i = 1; i < lines.size(); ++i) {
        const Json json = read_json_line(lines[i], run_journal_schema(), place(i));
        if (json.contains("published")) {
            journal.published = json["published"];
            continue;
        }
        const Commit last = journal.commits.empty() ? Commit() : journal.commits.back();
        Commit commit;
        if (json.size() == 4)
            commit = {json["patients"], json["seconds"], facts_of(json[file_name::patients]),
                      facts_of(json[file_name::outcomes]), i};
        if (json.size() != 4 || commit.patients < last.patients || commit.rows.bytes < last.rows.bytes ||
            commit.outcomes.bytes < last.outcomes.bytes || commit.patients > journal.start.patients)
            throw base::DataError(place(i) +
                                  ": does not follow from the line before\n"
                                  "  The journal was changed; begin again with --force.");
        journal.commits.push_back(std::move(commit));
    }
    return journal;
}

std::optional<int> exit_code_of_complete_run(const fs::path& folder,
                                             const std::optional<RunJournal>& journal) {
    if (journal && (journal->start.shard.is_whole() || journal->published.empty())) return std::nullopt;
    const fs::path path = folder / file_name::run;
    if (!base::is_there(path)) return std::nullopt;
    const RunRecord record = read_run_record(path);
    if (record.interrupted || !record.problem.empty()) return std::nullopt;
    return record.exit_code;
}

fs::path file_of_journal(const fs::path& folder, const char* name) {
    const fs::path partial = base::partial_name(folder / name);
    return base::is_there(partial) ? partial : folder / name;
}

Commit last_good_commit(const fs::path& folder, const RunJournal& journal) {
    std::size_t good = journal.commits.size();
    try {
        good = std::min(
            commits_in(file_of_journal(folder, file_name::patients), journal.commits, &Commit::rows),
            commits_in(file_of_journal(folder, file_name::outcomes), journal.commits, &Commit::outcomes));
    } catch (const base::FileError&) {
        good = 0;  // a file is gone: everything is simulated again
    }
    return good == 0 ? Commit() : journal.commits[good - 1];
}

}  // namespace twinarm::store
