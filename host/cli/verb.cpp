// The command line as it is declared.
#include "host/cli/verb.hpp"

#include <algorithm>
#include <charconv>
#include <sstream>
#include <type_traits>

#include "host/base/number_text.hpp"

namespace twinarm::cli {

namespace {

std::vector<std::string> split(const std::string& text) {
    std::vector<std::string> words;
    std::istringstream stream(text);
    for (std::string word; std::getline(stream, word, ',');) words.push_back(word);
    return words;
}

// Of the type alone: the pointer may be null.
const char* type_word(const bool*) {
    return "";
}
const char* type_word(const int*) {
    return "INT";
}
const char* type_word(const std::uint64_t*) {
    return "UINT";
}
const char* type_word(const double*) {
    return "FLOAT";
}
const char* type_word(const std::string*) {
    return "TEXT";
}
const char* type_word(const std::optional<std::uint64_t>*) {
    return "UINT";
}
template <class T>
const char* type_word(const std::vector<T>*) {
    return type_word(static_cast<const T*>(nullptr));
}

template <class T>
std::string text_of(const T& value) {
    std::ostringstream text;
    text << value;
    return text.str();
}
std::string text_of(const std::optional<std::uint64_t>& value) {
    return value ? text_of(*value) : "";
}
template <class T>
std::string text_of(const std::vector<T>& values) {
    std::string text;
    for (const T& value : values) text += (text.empty() ? "[" : ",") + text_of(value);
    return text.empty() ? "[]" : text + "]";
}

}  // namespace

std::string value_name(const Option& option) {
    if (!option.rules.value_name.empty()) return option.rules.value_name;
    return std::visit([](const auto* value) { return std::string(type_word(value)); }, option.value);
}

std::string default_text(const Option& option) {
    if (!option.rules.show_default) return "";
    return std::visit([](const auto* value) { return text_of(*value); }, option.value);
}

bool is_repeated(const Option& option) {
    return option.rules.count == 0 && (std::holds_alternative<std::vector<int>*>(option.value) ||
                                       std::holds_alternative<std::vector<std::uint64_t>*>(option.value) ||
                                       std::holds_alternative<std::vector<std::string>*>(option.value));
}

bool is_whole(const Option& option) {
    return std::visit(
        [](const auto* value) {
            using T = std::remove_cv_t<std::remove_pointer_t<decltype(value)>>;
            return std::is_same_v<T, int> || std::is_same_v<T, std::uint64_t> ||
                   std::is_same_v<T, std::optional<std::uint64_t>> || std::is_same_v<T, std::vector<int>> ||
                   std::is_same_v<T, std::vector<std::uint64_t>>;
        },
        option.value);
}

Verb::Verb(std::string verb_name, std::string one_line)
    : name(std::move(verb_name)),
      summary(std::move(one_line)),
      options{{{"-h", "--help"}, OptionValue(), "Print this help message and exit", {}}} {}

void Verb::argument(const std::string& argument_name, OptionValue value, const std::string& description,
                    OptionRules rules) {
    const auto first_option =
        std::find_if(options.begin(), options.end(), [](const Option& option) { return !option.argument; });
    options.insert(first_option, {{argument_name}, value, description, std::move(rules), true});
}

void Verb::option(const std::string& names, OptionValue value, const std::string& description,
                  OptionRules rules) {
    options.push_back({split(names), value, description, std::move(rules)});
}

std::string whole_number(const std::string& text) {
    std::uint64_t number = 0;
    const char* end = text.data() + text.size();
    const auto [rest, error] = std::from_chars(text.data(), end, number);
    if (error == std::errc() && rest == end) return "";
    const std::string comma = base::separator_message(text, true);
    return comma.empty() ? text + " is not a whole number from 0 to 18446744073709551615" : comma;
}

}  // namespace twinarm::cli
