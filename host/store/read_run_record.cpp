// run.json read again.
#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>
#include <sstream>
#include <type_traits>

#include "host/run/errors.hpp"
#include "host/run/output_file.hpp"
#include "host/store/run_record.hpp"

namespace twinarm {

namespace {

/// "line:column" of the last byte that was read.
std::string place_in(const std::string& text, std::istream& stream) {
    stream.clear();
    const auto read = std::size_t(std::max<std::streamoff>(stream.tellg(), 1));
    const std::string before = text.substr(0, std::min(read - 1, text.size()));
    const auto line = 1 + std::count(before.begin(), before.end(), '\n');
    const std::size_t last = before.rfind('\n');
    const std::size_t column = last == std::string::npos ? before.size() + 1 : before.size() - last;
    return fmt::format("{}:{}", line, column);
}

template <class T>
T field(const nlohmann::json& json, const char* key, const std::string& path) {
    const auto found = json.find(key);  // the end too where `json` is no object
    if (found == json.end())
        throw DataError(path + ":1:1: the key \"" + key +
                        "\" is missing\n  This is not a whole run.json; run the cohort again.");
    // Else a fraction or a negative number would be turned into a whole one.
    if (std::is_integral_v<T> && !found->is_number_unsigned())
        throw DataError(path + ":1:1: the key \"" + key +
                        "\" is no whole number\n  The file was changed; run the cohort again.");
    if (std::is_same_v<T, std::string> && !found->is_string())
        throw DataError(path + ":1:1: the key \"" + key +
                        "\" is no text\n  The file was changed; run the cohort again.");
    return found->get<T>();
}

}  // namespace

RunRecord read_run_record(const std::filesystem::path& path) {
    const std::string name = path.string();
    const std::string text = read_file(path, "Give the folder of a run (the --out of `twinarm run`).");
    std::istringstream stream(text);
    nlohmann::json json;
    try {
        json = nlohmann::json::parse(stream);
    } catch (const nlohmann::json::exception&) {  // a number beyond all doubles is no parse_error
        throw DataError(name + ":" + place_in(text, stream) +
                        ": not a whole JSON file\n  It is half-written or damaged; run the cohort again.");
    }
    if (!json.is_object())
        throw DataError(name + ":1:1: not a JSON object\n  It is damaged; run the cohort again.");
    if (field<std::uint64_t>(json, "schema_version", name) != run_schema_version)
        throw DataError(name +
                        ":1:1: written by another version of twinarm\n  Use the version that it names.");
    RunRecord record{field<std::string>(json, "version", name),
                     field<std::string>(json, "study", name),
                     field<std::uint64_t>(json, "seed", name),
                     field<std::uint64_t>(json, "first_patient", name),
                     field<std::uint64_t>(json, "patients_done", name),
                     std::nullopt,
                     {}};
    if (const auto part = json.find("populations"); part != json.end())
        record.populations = PopulationsRecord{
            field<std::string>(*part, "file", name), field<std::string>(*part, "sha256", name),
            field<std::uint64_t>(*part, "populations", name),
            std::max<std::uint64_t>(field<std::uint64_t>(*part, "patients_each", name), 1)};
    if (const auto part = json.find("endpoints"); part != json.end())
        record.endpoints_of = field<std::string>(*part, "of", name);
    return record;
}

}  // namespace twinarm
