// --json: one JSON object on standard output, whatever happens.
#include "host/cli/json_output.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string_view>

#include "host/base/diagnostic.hpp"
#include "host/base/plain_text.hpp"

namespace twinarm::cli {

namespace {

bool printed = false;

/// An option has no lines.
nlohmann::ordered_json place_of(int line_or_column) {
    return line_or_column > 0 ? nlohmann::ordered_json(line_or_column) : nlohmann::ordered_json(nullptr);
}

bool is_asked_for(int argc, char** argv) {
    return std::any_of(argv, argv + argc,
                       [](const char* word) { return std::string_view(word) == "--json"; });
}

}  // namespace

void add_json_flag(Verb& verb, bool& json, OptionRules rules) {
    verb.option("--json", &json, "print one JSON object on standard output instead, also for errors",
                std::move(rules));
}

void print_json(const std::string& text) {
    fmt::print("{}", base::plain_json(text));
    printed = true;
}

void print_json(const nlohmann::ordered_json& json) {
    print_json(json.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + '\n');
}

nlohmann::ordered_json located(const std::vector<base::Diagnostic>& found) {
    nlohmann::ordered_json all = nlohmann::ordered_json::array();
    for (const base::Diagnostic& one : found)
        all.push_back({{"file", one.file},
                       {"line", place_of(one.line)},
                       {"column", place_of(one.column)},
                       {"message", one.message}});
    return all;
}

nlohmann::ordered_json located_errors(std::exception_ptr error) {
    try {
        std::rethrow_exception(error);
    } catch (const base::CohortError& found) {
        return located(found.diagnostics);
    } catch (...) {
        return nlohmann::ordered_json::array();
    }
}

void print_error_json(int argc, char** argv, study::ExitCode code, const std::string& message) {
    if (is_asked_for(argc, argv) && !printed)
        print_json(nlohmann::ordered_json{{"error", {{"exit_code", int(code)}, {"message", message}}}});
}

void print_error_json(int argc, char** argv, std::exception_ptr error) {
    if (!is_asked_for(argc, argv) || printed) return;
    nlohmann::ordered_json json = {
        {"error", {{"exit_code", int(study::exit_code_of(error))}, {"message", study::message_of(error)}}}};
    if (const auto located = located_errors(error); !located.empty()) json["error"]["errors"] = located;
    print_json(json);
}

}  // namespace twinarm::cli
