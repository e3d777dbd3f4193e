// Who responds to which arm: 2x2 tables of every pair of arms, over the patients that completed in both.
#pragma once

#include <cstdint>
#include <vector>

#include "host/trial/study_summary.hpp"
#include "kernels/patient/outcome.hpp"

namespace twinarm::trial {

/// Responses of the same patients in two arms.
struct TwinTable {
    std::uint64_t both = 0, only_a = 0, only_b = 0, neither = 0;
    std::uint64_t patients() const { return both + only_a + only_b + neither; }
};

/// Bounds of P(both) that the margins leave: [max(0, pA + pB - 1), min(pA, pB)].
/// Source: Frechet 1951, Ann Univ Lyon 14:53.
statistics::Interval frechet_bounds(double p_a, double p_b);

class TwinTally {
  public:
    explicit TwinTally(int arms) : arms_(arms), tables_(std::size_t(arms) * std::size_t(arms)) {}

    /// One patient in all arms.
    void add(const Outcome* arms);
    /// Other patients in the same arms.
    void add(const TwinTally& other);

    const TwinTable& table(int a, int b) const { return tables_[std::size_t(a * arms_ + b)]; }

    /// The table's part of a twin summary.
    TwinSummary summarise(int a, int b) const;

  private:
    int arms_;
    std::vector<TwinTable> tables_;  ///< a < b
};

}  // namespace twinarm::trial
