// The doses that a regimen plans, in order, as if none were held.
#pragma once

#include <cstdint>
#include <vector>

#include "kernels/dosing/dose_cursor.hpp"

namespace twinarm::report {

struct PlannedDose {
    int course, cycle, dose;  ///< from 0
    double day;
};

inline std::vector<PlannedDose> planned_doses(const Regimen& regimen, std::int32_t horizon_min,
                                              std::size_t most) {
    std::vector<PlannedDose> doses;
    DoseCursor at = first_dose_of(regimen);
    for (end_where_due(regimen, at); !at.ended && doses.size() < most; end_where_due(regimen, at)) {
        if (planned_min(regimen, at) >= horizon_min) break;
        doses.push_back({at.course, at.cycle, at.dose, planned_min(regimen, at) / 1440.0});
        next_dose(regimen, at);
    }
    return doses;
}

}  // namespace twinarm::report
