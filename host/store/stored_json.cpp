// A JSON file of a run read again, held against its schema first.
#include "host/store/stored_json.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <sstream>

#include "host/base/errors.hpp"

namespace twinarm::store {

namespace {

using Json = JsonSchema::Json;
namespace fs = std::filesystem;

constexpr int most_levels = 50;   ///< of lists and objects in each other
constexpr int most_names = 1000;  ///< of an object: they are searched one after another

/// Looks at what is parsed; no file of a run is beyond the limits.
class ParseLimits {
  public:
    /// What is beyond a limit, or null.
    const char* passed(int depth, Json::parse_event_t event) {
        if (depth > most_levels) return "too many lists in each other";
        if (event == Json::parse_event_t::object_start) names_[std::size_t(depth) + 1] = 0;
        if (event == Json::parse_event_t::key && ++names_[std::size_t(depth)] > most_names)
            return "too many names in an object";
        return nullptr;
    }

  private:
    std::array<int, most_levels + 2> names_{};  ///< of the open objects, by depth
};

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

}  // namespace

void refuse_stored_json(const fs::path& path, const std::string& cause) {
    throw base::DataError(path.string() + ":1:1: " + cause +
                          "\n  The file was changed or is of another version; run the cohort again.");
}

std::string read_stored_text(const fs::path& path, const std::string& remedy, const base::FileFacts& expected,
                             std::size_t most_bytes) {
    base::PlainFile file(path, remedy, expected);
    std::string text;
    while (file.append_to(text))
        if (text.size() > most_bytes) refuse_stored_json(path, "more bytes than any run writes");
    return text;
}

Json parse_stored_json(const fs::path& path, const std::string& text, const JsonSchema& schema) {
    std::istringstream stream(text);
    ParseLimits limits;
    const auto within_limits = [&](int depth, Json::parse_event_t event, Json&) {
        if (const char* passed = limits.passed(depth, event))
            throw base::DataError(path.string() + ":" + place_in(text, stream) + ": " + passed +
                                  "\n  The file was changed; run the cohort again.");
        return true;
    };
    Json json;
    try {
        json = Json::parse(stream, within_limits);
    } catch (const Json::exception&) {  // a number too large for a double is not a parse_error
        throw base::DataError(
            path.string() + ":" + place_in(text, stream) +
            ": not a complete JSON file\n  It is half-written or damaged; run the cohort again.");
    }
    if (!json.is_object())
        throw base::DataError(path.string() +
                              ":1:1: not a JSON object\n  It is damaged; run the cohort again.");
    if (const std::string error = schema.error_of(json); !error.empty()) refuse_stored_json(path, error);
    return json;
}

Json read_json_line(const std::string& line, const JsonSchema& schema, const std::string& place,
                    const std::string& remedy) {
    ParseLimits limits;
    bool within = true;
    const auto within_limits = [&](int depth, Json::parse_event_t event, Json&) {
        return within = within && limits.passed(depth, event) == nullptr;
    };
    const Json json = Json::parse(line, within_limits, false);
    const std::string error = !json.is_object() ? "not a JSON object" : schema.error_of(json);
    if (!error.empty()) throw base::DataError(place + ": " + error + "\n  " + remedy);
    return json;
}

}  // namespace twinarm::store
