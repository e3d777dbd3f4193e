// The files of a run by name.
#include "host/store/result_names.hpp"

#include <nlohmann/json.hpp>

#include "host/base/output_file.hpp"
#include "host/store/file_names.hpp"

namespace twinarm::store {

namespace {

constexpr std::size_t most_record_bytes = 64 << 20;

std::vector<std::string> make_result_names() {
    using namespace file_name;
    std::vector<std::string> names = {run,      summary,       trials,  patients,     resolved, populations,
                                      outcomes, courses_table, courses, trials_table, state};
    for (const std::string table : tables)
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
    const std::filesystem::path path = folder / file_name::run;
    std::error_code none;
    if (!std::filesystem::is_regular_file(path, none)) return {};
    const auto record = nlohmann::json::parse(base::read_file(path, "", most_record_bytes), nullptr, false);
    if (!record.is_object() || record.value("program", nlohmann::json()) != "twinarm") return {};
    const auto outputs = record.value("outputs", nlohmann::json::object());
    if (!outputs.is_object()) return {};
    std::set<std::string> names = {file_name::run};
    // Version 0.1 listed only some of its files.
    if (!outputs.contains(file_name::resolved)) {
        names.insert(result_names().begin(), result_names().end());
        if (!record.contains("populations")) names.erase(file_name::populations);
    }
    for (const auto& [name, file] : outputs.items()) names.insert(name);
    return names;
}

}  // namespace twinarm::store
