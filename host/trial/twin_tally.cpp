// Who responds to which arm.
#include "host/trial/twin_tally.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "host/trial/parts.hpp"

namespace twinarm::trial {

statistics::Interval frechet_bounds(double p_a, double p_b) {
    return {std::max(0.0, p_a + p_b - 1), std::min(p_a, p_b)};
}

void TwinTally::add(const Outcome* arms) {
    for (int a = 0; a < arms_; ++a) {
        if (arms[a].status != Status::ok) continue;
        for (int b = a + 1; b < arms_; ++b) {
            if (arms[b].status != Status::ok) continue;
            TwinTable& table = tables_[index_of(a, b)];
            const bool in_a = is_responder(arms[a].response);
            const bool in_b = is_responder(arms[b].response);
            ++(in_a ? (in_b ? table.both : table.only_a) : (in_b ? table.only_b : table.neither));
        }
    }
}

void TwinTally::add(const TwinTally& other) {
    for (std::size_t pair = 0; pair < tables_.size(); ++pair) add_parts(tables_[pair], other.tables_[pair]);
}

bool TwinTally::add_up(const std::vector<ArmCounts>& arms, std::uint64_t patients) const {
    for (int a = 0; a < arms_; ++a)
        for (int b = a + 1; b < arms_; ++b) {
            const TwinTable& pair = table(a, b);
            const ArmCounts &in_a = arms[std::size_t(a)], &in_b = arms[std::size_t(b)];
            const std::array counts{pair.both, pair.only_a, pair.only_b, pair.neither};
            const bool possible = left_of(std::min(in_a.completed, in_b.completed), counts) &&
                                  in_a.completed - pair.patients() <= patients - in_b.completed &&
                                  pair.both + pair.only_a <= in_a.responders() &&
                                  pair.both + pair.only_b <= in_b.responders();
            if (!possible) return false;
        }
    return true;
}

TwinSummary TwinTally::summarise(int a, int b) const {
    const TwinTable& counts = table(a, b);
    TwinSummary summary;
    summary.index_a = a;
    summary.index_b = b;
    summary.patients = counts.patients();
    summary.both = counts.both;
    summary.only_a = counts.only_a;
    summary.only_b = counts.only_b;
    summary.neither = counts.neither;
    if (summary.patients == 0) return summary;
    const double n = double(summary.patients);
    const double only_a = double(counts.only_a) / n;
    const double only_b = double(counts.only_b) / n;
    const double both = double(counts.both) / n;
    summary.difference = statistics::paired_difference(counts.only_a, counts.only_b, summary.patients);
    summary.both_bounds = frechet_bounds(both + only_a, both + only_b);
    return summary;
}

}  // namespace twinarm::trial
