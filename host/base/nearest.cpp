// Optimal string alignment distance, and what it is used for.
#include "host/base/nearest.hpp"

#include <algorithm>
#include <cstdlib>
#include <utility>

namespace twinarm::base {

int edit_distance(std::string_view a, std::string_view b) {
    // Rows of the table of distances: two letters ago, one letter ago, now.
    std::vector<int> second(b.size() + 1), first(b.size() + 1), now(b.size() + 1);
    for (std::size_t i = 0; i <= a.size(); ++i) {
        for (std::size_t j = 0; j <= b.size(); ++j) {
            if (i == 0 || j == 0) {
                now[j] = int(i + j);
                continue;
            }
            now[j] = std::min({first[j] + 1, now[j - 1] + 1, first[j - 1] + int(a[i - 1] != b[j - 1])});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                now[j] = std::min(now[j], second[j - 2] + 1);
        }
        std::swap(second, first);
        std::swap(first, now);
    }
    return first[b.size()];
}

std::string did_you_mean(std::string_view word, const std::vector<std::string>& known) {
    constexpr std::size_t longest = 64;  // longer words are not typing errors
    if (word.size() > longest) return {};
    constexpr std::size_t least_beginning = 3;
    std::size_t comparisons = 500000;  // of letters: a file may have a thousand errors, and as many names
    const std::string* nearest = nullptr;
    int smallest = std::max(2, int(word.size()) / 3) + 1;
    for (const std::string& candidate : known) {
        const auto longer = std::abs(int(candidate.size()) - int(word.size()));
        if (candidate.size() > longest || longer >= smallest) continue;
        if (word.size() * candidate.size() > comparisons) break;
        comparisons -= word.size() * candidate.size();
        const int distance = edit_distance(word, candidate);
        if (distance < smallest && distance < int(candidate.size())) {
            smallest = distance;
            nearest = &candidate;
        }
    }
    for (const std::string& candidate : known)  // a word that was cut short
        if (nearest == nullptr && word.size() >= least_beginning && candidate.starts_with(word))
            nearest = &candidate;
    return nearest == nullptr ? std::string() : " (did you mean `" + *nearest + "`?)";
}

std::string one_of(const std::vector<std::string>& words) {
    std::string text;
    for (std::size_t i = 0; i < words.size(); ++i)
        text += (i == 0 ? "`" : i + 1 == words.size() ? " or `" : ", `") + words[i] + "`";
    return text;
}

}  // namespace twinarm::base
