// --json: one JSON object on standard output, whatever happens; messages stay on standard error.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "host/base/diagnostic.hpp"
#include "host/cli/verb.hpp"

namespace twinarm::cli {

/// Every verb has it.
void add_json_flag(Verb& verb, bool& json, OptionRules rules = {});

/// The verb's object. `text` ends its line.
void print_json(const std::string& text);
void print_json(const nlohmann::ordered_json& json);

/// Errors or warnings: [{file, line, column, message}]; of an option `file` is the option, `line` is 1.
nlohmann::ordered_json located(const std::vector<base::Diagnostic>& found);
/// Errors of a cohort file: [{file, line, column, message}]; [] where it is another error.
nlohmann::ordered_json located_errors(std::exception_ptr error);

/// {"error": {...}} where the command line asked for JSON and no object was printed.
void print_error_json(int argc, char** argv, study::ExitCode code, const std::string& message);
void print_error_json(int argc, char** argv, std::exception_ptr error);

}  // namespace twinarm::cli
