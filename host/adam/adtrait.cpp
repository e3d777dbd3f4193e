// The model's parameters that are columns of ADTRAIT.
#include "host/adam/adtrait.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

namespace twinarm::adam {

namespace {

constexpr std::size_t longest_name = 8, longest_label = 40;

std::vector<std::string> words_of(const std::string& name) {
    std::vector<std::string> words(1);
    for (const char letter : name)
        letter == '_' ? void(words.emplace_back()) : words.back().push_back(letter);
    return words;
}

bool is_digit(char letter) {
    return std::isdigit(static_cast<unsigned char>(letter)) != 0;
}

}  // namespace

std::string trait_name(const ParameterEntry& parameter) {
    const std::string path = parameter.name;
    std::size_t letters = path.size();
    while (letters > 0 && is_digit(path[letters - 1])) --letters;
    const std::string number = path.substr(letters);
    const std::string group = std::string(parameter.group).substr(0, 2);
    std::size_t room = longest_name - group.size() - number.size();
    std::vector<std::string> words = words_of(path.substr(0, letters));
    if (words.size() > room) words.resize(room);

    // A letter of each word in turn, until there is no room.
    std::vector<std::size_t> taken(words.size(), 0);
    for (bool more = true; more && room > 0;) {
        more = false;
        for (std::size_t w = 0; w < words.size() && room > 0; ++w)
            if (taken[w] < words[w].size()) {
                ++taken[w];
                --room;
                more = true;
            }
    }
    std::string name = group;
    for (std::size_t w = 0; w < words.size(); ++w) name += words[w].substr(0, taken[w]);
    name += number;
    std::transform(name.begin(), name.end(), name.begin(),
                   [](unsigned char letter) { return char(std::toupper(letter)); });
    return name;
}

std::string trait_label(const ParameterEntry& parameter) {
    const std::string path = fmt::format("{}.{}", parameter.group, parameter.name);
    const std::string with_unit = fmt::format("{} ({})", path, parameter.unit);
    return with_unit.size() <= longest_label ? with_unit : path;
}

std::vector<TraitColumn> trait_columns(const cohort::Studies& studies) {
    std::vector<bool> differs(parameter_count, false);
    cohort::StudySpace space;
    for (std::size_t k = 0; k < studies.size(); ++k) {
        const Population& population = studies.at(k, space).population;
        for (std::size_t i = 0; i < differs.size(); ++i) {
            const Marginal& marginal = population.marginal[i];
            const double first = studies.front().population.marginal[i].component[0].location;
            if (marginal.kind != DistributionKind::fixed || marginal.component[0].location != first)
                differs[i] = true;
        }
    }
    std::vector<TraitColumn> traits;
    for (int i = 0; i < parameter_count; ++i) {
        const ParameterEntry& entry = parameter_table[i];
        if (differs[std::size_t(i)] && std::string(entry.group) != "covariates")
            traits.push_back({i, trait_name(entry), trait_label(entry)});
    }
    return traits;
}

}  // namespace twinarm::adam
