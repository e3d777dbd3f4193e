// The studies of many populations in little memory: they differ in few numbers.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "kernels/patient/study.hpp"

namespace twinarm::cohort {

class Studies;

/// Room for one study of many; one for each thread.
class StudySpace {
  private:
    friend class Studies;
    const Studies* of_ = nullptr;
    std::size_t index_ = 0;
    std::vector<Study> study_;  ///< one, or none
};

class Studies {
  public:
    void add(const Study& study);

    std::size_t size() const { return changes_.size(); }
    bool empty() const { return changes_.empty(); }
    const Study& front() const { return first_.at(0); }
    /// The one with this index. Unless it is the first it is made in `space`, and stays there until that is
    /// used for another one. Throws std::out_of_range.
    const Study& at(std::size_t index, StudySpace& space) const;

    /// That all of them take, about.
    std::size_t bytes() const;

  private:
    struct Change {
        std::uint32_t place;
        std::uint64_t word;
    };
    std::vector<Study> first_;                  ///< one, or none
    std::vector<std::vector<Change>> changes_;  ///< where each differs from the first
};

}  // namespace twinarm::cohort
