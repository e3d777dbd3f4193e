// The files of a run by name.
#include "host/store/result_names.hpp"

#include <nlohmann/json.hpp>

#include "host/base/output_file.hpp"
#include "host/store/outcome_file.hpp"
#include "host/store/output_folder.hpp"
#include "host/store/patients_csv.hpp"
#include "host/store/run_record.hpp"
#include "host/store/trials_csv.hpp"

namespace twinarm::store {

namespace {

constexpr std::size_t most_record_bytes = 64 << 20;

std::vector<std::string> make_result_names() {
    std::vector<std::string> names = {record_name,   summary_name,     trials_csv,        patients_csv,
                                      resolved_name, populations_file, outcome_file_name, courses_parquet,
                                      courses_csv,   trials_parquet};
    for (const std::string table : table_names)
        for (const char* ending : table_endings) names.push_back(table + ending);
    return names;
}

}  // namespace

const std::vector<std::string>& result_names() {
    static const std::vector<std::string> names = make_result_names();
    return names;
}

std::vector<std::string> result_paths(const std::filesystem::path& folder) {
    std::vector<std::string> paths;
    for (const std::string& name : result_names()) paths.push_back((folder / name).string());
    return paths;
}

std::set<std::string> names_written_by_run(const std::filesystem::path& folder) {
    const std::filesystem::path path = folder / record_name;
    std::error_code none;
    if (!std::filesystem::is_regular_file(path, none)) return {};
    const auto record =
        nlohmann::ordered_json::parse(base::read_file(path, "", most_record_bytes), nullptr, false);
    if (!record.is_object() || record.value("program", nlohmann::ordered_json()) != "twinarm") return {};
    const auto outputs = record.value("outputs", nlohmann::ordered_json::object());
    if (!outputs.is_object()) return {};
    std::set<std::string> names = {record_name};
    // Version 0.1 listed only some of its files.
    if (!outputs.contains(resolved_name)) {
        names.insert(result_names().begin(), result_names().end());
        if (!record.contains("populations")) names.erase(populations_file);
    }
    for (const auto& [name, file] : outputs.items()) names.insert(name);
    return names;
}

}  // namespace twinarm::store
