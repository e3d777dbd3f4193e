// The verbs and their options as the command line itself knows them.
#include "host/cli/command_line.hpp"

#include <algorithm>
#include <sstream>

namespace twinarm {

namespace {

/// "TEXT:{auto,baseline}" -> auto, baseline
std::vector<std::string> choices_in(const std::string& type) {
    const auto open = type.find('{'), close = type.find('}', open);
    std::vector<std::string> choices;
    if (close == std::string::npos) return choices;
    std::istringstream words(type.substr(open + 1, close - open - 1));
    for (std::string word; std::getline(words, word, ',');) choices.push_back(word);
    return choices;
}

OptionWords words_of(const CLI::Option& option) {
    OptionWords words;
    words.argument = option.get_positional();
    if (words.argument) words.names.push_back(option.get_name(true));
    for (const std::string& name : option.get_snames()) words.names.push_back("-" + name);
    for (const std::string& name : option.get_lnames()) words.names.push_back("--" + name);
    const std::string type = option.get_type_name();
    words.choices = choices_in(type);
    if (option.get_items_expected_max() > 0) words.value = type.substr(0, type.find_first_of(": "));
    words.description = option.get_description();
    words.otherwise = words.value.empty() ? "" : option.get_default_str();
    words.required = option.get_required();
    words.repeated = option.get_items_expected_max() > 1000;
    return words;
}

}  // namespace

std::vector<VerbWords> verbs_of(const CLI::App& app) {
    std::vector<VerbWords> verbs;
    for (const CLI::App* verb : app.get_subcommands([](const CLI::App*) { return true; })) {
        VerbWords words{verb->get_name(), verb->get_description(), verb->get_footer(), {}};
        for (const CLI::Option* option : verb->get_options()) words.options.push_back(words_of(*option));
        std::stable_partition(words.options.begin(), words.options.end(),
                              [](const OptionWords& option) { return option.argument; });
        verbs.push_back(std::move(words));
    }
    return verbs;
}

}  // namespace twinarm
