// The command line as it is declared: a program has verbs, a verb has options and an action.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "host/study/exit_code.hpp"

namespace twinarm::cli {

/// Where the value of an option goes. A bool is a flag, a vector takes several values; nullptr is --help.
using OptionValue =
    std::variant<bool*, int*, std::uint64_t*, double*, std::string*, std::optional<std::uint64_t>*,
                 std::vector<int>*, std::vector<std::uint64_t>*, std::vector<std::string>*>;

/// What an option accepts, and what its help says of it.
struct OptionRules {
    std::string value_name = {};                                ///< "PATH=VALUE" instead of "TEXT"
    std::vector<std::string> choices = {};                      ///< the only values
    std::vector<std::string> suggestions = {};                  ///< beginnings that a shell offers
    bool file = false;                                          ///< the value is a file or a folder
    std::optional<std::pair<double, double>> range = {};        ///< lowest and highest value
    std::function<std::string(const std::string&)> check = {};  ///< what is wrong with a value, or ""
    std::string needs = {}, excludes = {};                      ///< name of another option
    char delimiter = 0;                                         ///< between values
    int count = 0;                                              ///< exactly so many values
    bool one_at_a_time = false;                                 ///< each value needs the option's name again
    bool required = false;
    bool show_default = false;
};

struct Option {
    std::vector<std::string> names;  ///< "-n", "--patients"; of an argument "FILE"
    OptionValue value;
    std::string description;
    OptionRules rules;
    bool argument = false;
};

/// "UINT", "PATH=VALUE"; empty for a flag.
std::string value_name(const Option& option);
/// The value where the option is not given, if its help shows it; else empty.
std::string default_text(const Option& option);
/// Whether it takes any number of values.
bool is_repeated(const Option& option);

struct Verb {
    std::string name, summary;
    std::vector<Option> options;  ///< arguments first, then --help, then the verb's own
    std::string footer = {};      ///< remarks and examples; the program's where empty
    std::function<study::ExitCode()> action = {};
    std::vector<std::string>* given = nullptr;  ///< where the names of the options that were given go

    Verb(std::string verb_name, std::string one_line);
    void argument(const std::string& argument_name, OptionValue value, const std::string& description,
                  OptionRules rules = {});
    void option(const std::string& names, OptionValue value, const std::string& description,
                OptionRules rules = {});
};

struct Program {
    std::string description, footer, version;
    std::vector<Verb> verbs = {};
};

/// Whether the value of an option is a whole number, or several.
bool is_whole(const Option& option);
/// A check: refuses what is not a whole number from 0 to 2^64 - 1; the parser itself would wrap a negative
/// one around.
std::string whole_number(const std::string& text);

}  // namespace twinarm::cli
