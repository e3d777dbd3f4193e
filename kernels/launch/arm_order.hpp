// Which arm of a study is begun first where one queue feeds all: the costliest, so that no
// thread is left with a long course when the others have nothing to do.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <numeric>

#include "kernels/dosing/dose_cursor.hpp"
#include "kernels/patient/study.hpp"

namespace twinarm {

/// Infusions that an arm plans before the horizon, rules aside: each ends a leg, begins another and makes the
/// stepper start again with short steps. Scans come on top, but arms differ little in them.
inline int planned_infusions(const Study& study, int arm) {
    int infusions = 0;
    for (int r = 0; r < study.arms[arm].regimen_count; ++r) {
        const Regimen& regimen = study.arms[arm].regimens[r];
        DoseCursor at = first_dose_of(regimen);
        constexpr int more_than_enough = 100000;  // a regimen whose intervals are 0 would never end
        for (int dose = 0; dose < more_than_enough; ++dose) {
            end_where_due(regimen, at);
            if (at.ended || planned_min(regimen, at) >= study.horizon_min) break;
            ++infusions;
            next_dose(regimen, at);
        }
    }
    return infusions;
}

/// The arms of a study, costliest first; equally costly ones in their own order.
inline std::array<std::int32_t, max_arms> arms_by_cost(const Study& study) {
    std::array<int, max_arms> infusions{};
    for (int arm = 0; arm < study.arm_count; ++arm)
        infusions[std::size_t(arm)] = planned_infusions(study, arm);
    std::array<std::int32_t, max_arms> order{};
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.begin() + study.arm_count, [&](std::int32_t a, std::int32_t b) {
        return infusions[std::size_t(a)] > infusions[std::size_t(b)];
    });
    return order;
}

}  // namespace twinarm
