// The studies of many populations in little memory.
#include "host/cohort/studies.hpp"

#include <cstring>

namespace twinarm::cohort {

namespace {

using Word = std::uint64_t;
constexpr std::size_t words_of_study = sizeof(Study) / sizeof(Word);
static_assert(words_of_study * sizeof(Word) == sizeof(Study));

Word word_of(const Study& study, std::size_t place) {
    Word word = 0;
    std::memcpy(&word, reinterpret_cast<const char*>(&study) + place * sizeof word, sizeof word);
    return word;
}

}  // namespace

void Studies::add(const Study& study) {
    if (first_.empty()) first_.push_back(study);
    std::vector<Change> changes;
    for (std::size_t i = 0; i < words_of_study; ++i)
        if (const Word word = word_of(study, i); word != word_of(first_[0], i))
            changes.push_back({std::uint32_t(i), word});
    changes.shrink_to_fit();
    changes_.push_back(std::move(changes));
}

const Study& Studies::at(std::size_t index, StudySpace& space) const {
    const std::vector<Change>& changes = changes_.at(index);
    if (changes.empty()) return first_[0];
    if (space.of_ == this && space.index_ == index) return space.study_[0];
    space.study_ = first_;
    for (const Change& change : changes)
        std::memcpy(reinterpret_cast<char*>(space.study_.data()) + change.place * sizeof(Word), &change.word,
                    sizeof(Word));
    space.of_ = this;
    space.index_ = index;
    return space.study_[0];
}

std::size_t Studies::bytes() const {
    std::size_t bytes = first_.size() * sizeof(Study) + changes_.size() * sizeof changes_[0];
    for (const std::vector<Change>& changes : changes_) bytes += changes.size() * sizeof(Change);
    return bytes;
}

}  // namespace twinarm::cohort
