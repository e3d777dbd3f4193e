// What a folder says of itself to who reads it, held against the runs that were made in it.
#pragma once

#include <map>
#include <nlohmann/json.hpp>
#include <string>

#include "host/store/run_record.hpp"
#include "host/store/stored_run.hpp"
#include "tests/host/temporary_folder.hpp"

namespace twinarm::cli {

using Files = std::map<std::string, std::string>;  ///< contents by name

/// "" where the folder is refused, or says that it is not whole; "whole SEED"; else the name of a file that
/// is not that of the whole run with this seed.
inline std::string told(const std::filesystem::path& run, const std::map<int, Files>& whole_runs) {
    try {
        const store::RunRecord record = store::read_run_record(run / "run.json");
        if (!record.shard) store::read_stored_run(run);
        const auto json = store::read_run_json(run / "run.json");
        if (json["exit_code"] != 0 || !json["problem"].is_null() || json["interrupted"] == true) return "";
        const Files& whole = whole_runs.at(int(record.seed));
        for (const auto& [name, facts] : record.outputs) {
            const std::string text = base::read_plain_file(run / name, "", facts);
            if (whole.count(name) == 0 || whole.at(name) != text) return name;
        }
        for (const auto& [name, text] : whole)
            if (name != "run.json" && name != "run.journal" && record.outputs.count(name) == 0) return name;
        return "whole " + std::to_string(record.seed);
    } catch (const std::exception&) {
        return "";
    }
}

}  // namespace twinarm::cli
