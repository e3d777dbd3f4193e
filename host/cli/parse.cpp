// The declared command line, read by CLI11. No other file of the program includes it: it takes seconds to
// compile.
#include "host/cli/parse.hpp"

#include <algorithm>
#include <CLI/CLI.hpp>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <sstream>
#include <type_traits>

#include "host/base/nearest.hpp"
#include "host/base/number_text.hpp"
#include "host/base/plain_text.hpp"
#include "host/base/utf8.hpp"

namespace twinarm::cli {

namespace {

std::string joined(const std::vector<std::string>& words) {
    return CLI::detail::join(words, ",");
}

CLI::Range range_of(const Option& option) {
    const double lowest = option.rules.range->first, highest = option.rules.range->second;
    return std::visit(
        [&](auto* value) {
            using T = std::remove_pointer_t<decltype(value)>;
            if constexpr (std::is_same_v<T, double>) return CLI::Range(lowest, highest);
            if constexpr (std::is_same_v<T, std::uint64_t>)
                return CLI::Range(std::uint64_t(lowest), std::uint64_t(highest));
            return CLI::Range(int(lowest), int(highest));
        },
        option.value);
}

/// CLI11 takes "nan" for a number that lies in every range.
std::string not_a_number(const std::string& text) {
    return std::isnan(std::strtod(text.c_str(), nullptr)) ? text + " is not a number" : "";
}

/// Whole numbers are compared as numbers: 08 is 8.
CLI::IsMember choices_of(const Option& option) {
    if (!std::holds_alternative<int*>(option.value)) return CLI::IsMember(option.rules.choices);
    std::vector<int> numbers;
    for (const std::string& choice : option.rules.choices) numbers.push_back(std::stoi(choice));
    return CLI::IsMember(numbers);
}

CLI::Option* add_value(CLI::App& verb, const Option& option) {
    return std::visit(
        [&](auto* value) {
            if constexpr (std::is_same_v<decltype(value), bool*>)
                return value ? verb.add_flag(joined(option.names), *value, option.description)
                             : verb.set_help_flag(joined(option.names), option.description);
            else
                return verb.add_option(joined(option.names), *value, option.description);
        },
        option.value);
}

void add_option(CLI::App& verb, const Option& option) {
    const OptionRules& rules = option.rules;
    CLI::Option* added = add_value(verb, option);
    if (!rules.value_name.empty()) added->type_name(rules.value_name);
    if (rules.delimiter != 0) added->delimiter(rules.delimiter);
    if (rules.count > 0) added->expected(rules.count);
    if (rules.one_at_a_time) added->allow_extra_args(false);
    if (is_whole(option))  // 1e3 is 1000
        added->transform(CLI::Validator(
            [](std::string& text) {
                text = base::whole_number_digits(text);
                return std::string();
            },
            ""));
    if (rules.range) added->check(range_of(option));
    if (std::holds_alternative<double*>(option.value)) added->check(CLI::Validator(not_a_number, ""));
    if (!rules.choices.empty()) added->check(choices_of(option));
    if (rules.check) added->check(CLI::Validator(rules.check, ""));
    if (!rules.needs.empty()) added->needs(verb.get_option(rules.needs));
    if (!rules.excludes.empty()) added->excludes(verb.get_option(rules.excludes));
    if (rules.required) added->required();
    if (rules.show_default) added->capture_default_str();
}

void add_verb(CLI::App& app, const Verb& verb) {
    CLI::App* added = app.add_subcommand(verb.name, verb.summary);
    for (const Option& option : verb.options) add_option(*added, option);
    if (!verb.footer.empty()) added->footer(verb.footer);  // else the program's
}

void note_given(const CLI::App& app, const Verb& verb) {
    if (verb.given == nullptr) return;
    for (const Option& option : verb.options)
        if (!option.argument && app.count(option.names.back()) > 0)
            verb.given->push_back(option.names.back());
}

bool names_no_verb(const CLI::App& app, int argc, char** argv) {
    return argc >= 2 && argv[1][0] != '-' && app.get_subcommands().empty();
}

std::string no_such_verb(const Program& program, const std::string& word) {
    std::vector<std::string> names;
    for (const Verb& verb : program.verbs) names.push_back(verb.name);
    const std::string guess = base::did_you_mean(word, names);
    return word + ": no such verb" +
           (guess.empty() ? "; give one of " + CLI::detail::join(names, ", ") : guess);
}

/// The words of the command line may be orders to a terminal: a name of a file that a shell put there.
Request help_or_error(const CLI::App& app, const CLI::ParseError& error) {
    std::ostringstream out, wrong;
    const bool help = app.exit(error, out, wrong) == 0;
    base::print_text(stdout, out.str());
    base::print_text(stderr, wrong.str());
    return {nullptr, help ? study::ExitCode::ok : study::ExitCode::usage, error.what()};
}

}  // namespace

Request parse(const Verb& program, int argc, char** argv) {
    CLI::App app{program.summary};
    for (const Option& option : program.options) add_option(app, option);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return help_or_error(app, error);
    }
    return {&program};
}

Request parse(const Program& program, int argc, char** argv) {
    for (int i = 1; i < argc; ++i) {
        const std::string word = argv[i];
        const std::size_t at = base::first_not_utf8(word);
        if (at == std::string::npos) continue;
        const std::string message = base::plain_text(word) + ": argument " + std::to_string(i) +
                                    ", character " +
                                    std::to_string(base::letters_in(word.substr(0, at)) + 1) + ": " +
                                    base::not_utf8_message(word, at);
        base::print_message("twinarm: {}\n", message);
        return {nullptr, study::ExitCode::usage, message};
    }
    CLI::App app{program.description};
    app.footer(program.footer);
    app.require_subcommand(1);
    app.set_version_flag("--version", program.version);
    for (const Verb& verb : program.verbs) add_verb(app, verb);
    try {
        app.parse(argc, argv);
    } catch (const CLI::RequiredError& error) {
        if (names_no_verb(app, argc, argv)) {
            const std::string message = no_such_verb(program, argv[1]);
            base::print_message("twinarm: {}\n", message);
            return {nullptr, study::ExitCode::usage, message};
        }
        return help_or_error(app, error);
    } catch (const CLI::ParseError& error) {
        return help_or_error(app, error);
    }
    const CLI::App& verb_given = *app.get_subcommands().front();
    const std::string name = verb_given.get_name();
    const auto chosen = std::find_if(program.verbs.begin(), program.verbs.end(),
                                     [&](const Verb& verb) { return verb.name == name; });
    note_given(verb_given, *chosen);
    return {&*chosen};
}

}  // namespace twinarm::cli
