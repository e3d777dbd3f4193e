// Who responds to which arm: 2x2 tables of every pair of arms, over the patients that completed in both.
#pragma once

#include <cstdint>
#include <vector>

#include "host/trial/arm_counts.hpp"
#include "host/trial/study_summary.hpp"
#include "kernels/patient/outcome.hpp"

namespace twinarm::trial {

/// Responses of the same patients in two arms.
struct TwinTable {
    std::uint64_t both = 0, only_a = 0, only_b = 0, neither = 0;
    std::uint64_t patients() const { return both + only_a + only_b + neither; }

    template <class Visit, class... Self>
    static void for_each_part(const Visit& visit, Self&... self) {
        visit("both", self.both...);
        visit("only_a", self.only_a...);
        visit("only_b", self.only_b...);
        visit("neither", self.neither...);
    }
};

/// Bounds of P(both) that the margins leave: [max(0, pA + pB - 1), min(pA, pB)].
/// Source: Frechet 1951, Ann Univ Lyon 14:53.
statistics::Interval frechet_bounds(double p_a, double p_b);

class TwinTally {
  public:
    explicit TwinTally(int arms) : arms_(arms), tables_(std::size_t(arms * (arms - 1) / 2)) {}

    /// One patient in all arms.
    void add(const Outcome* arms);
    /// Other patients in the same arms.
    void add(const TwinTally& other);

    /// a < b
    const TwinTable& table(int a, int b) const { return tables_[index_of(a, b)]; }

    /// The table's part of a twin summary.
    TwinSummary summarise(int a, int b) const;

    /// Whether they can be tables of so many patients with these counts of each arm.
    bool add_up(const std::vector<ArmCounts>& arms, std::uint64_t patients) const;

    template <class Visit, class... Self>
    static void for_each_part(const Visit& visit, Self&... self) {
        visit("tables", self.tables_...);
    }

  private:
    /// In the order (0, 1), (0, 2), (1, 2), (0, 3), ...
    static std::size_t index_of(int a, int b) { return std::size_t(b * (b - 1) / 2 + a); }

    int arms_;
    std::vector<TwinTable> tables_;  ///< of every pair
};

}  // namespace twinarm::trial
