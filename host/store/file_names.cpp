// The names of the files in the folder of a run.
#include "host/store/file_names.hpp"

namespace twinarm::store {

std::vector<std::string> run_files(const std::filesystem::path& folder) {
    using namespace file_name;
    std::vector<std::string> names = {summary, resolved,     patients,      outcomes,
                                      trials,  trials_table, courses_table, courses};
    for (const std::string table : tables)
        for (const char* ending : table_endings) names.push_back(table + ending);
    std::error_code ignored;
    if (std::filesystem::exists(folder / run, ignored)) names.push_back(populations);
    names.push_back(run);
    return names;
}

}  // namespace twinarm::store
