// A NONMEM event table: the doses that it plans, joined to schedules of equal doses.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "host/base/diagnostic.hpp"

namespace twinarm::cohort {

/// Equal doses in up to three nested counts: so many at an interval, so many of those, so many of those.
struct DoseTrain {
    int compartment = 1;  ///< CMT
    std::string amount;   ///< AMT as written
    double value = 0;
    std::int64_t infusion_min = 1, first_min = 0;
    std::array<std::int64_t, 3> count{1, 1, 1};
    std::array<std::int64_t, 3> interval_min{0, 0, 0};
    base::Place row, amount_place;

    std::int64_t last_min() const {
        std::int64_t last = first_min;
        for (std::size_t i = 0; i < count.size(); ++i) last += (count[i] - 1) * interval_min[i];
        return last;
    }
};

/// The doses of a table by the columns TIME, AMT, EVID, CMT, RATE, II, ADDL, SS, ID (NONMEM users guide VI);
/// other columns are not read. Times are in units of `minutes`. Mistakes are reported at their row and
/// column.
std::vector<DoseTrain> read_event_table(const std::string& text, const std::string& file, double minutes,
                                        int compartments, base::Report& report);

}  // namespace twinarm::cohort
