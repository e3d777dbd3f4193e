// ADTR: the sum of diameters at each scan.
#include "host/adam/adtr.hpp"

#include <algorithm>
#include <cmath>

namespace twinarm::adam {

std::vector<AdtrRow> adtr_rows(const Subject& subject, const std::vector<ScanRecord>& scans) {
    std::vector<AdtrRow> rows;
    double nadir_mm = std::nan("");
    for (const ScanRecord& scan : scans) {
        const int number = int(rows.size());
        const double read_mm = scan.measured_sld_mm < 0 ? std::nan("") : scan.measured_sld_mm;
        rows.push_back({&subject, visit_name(number, scan.time_h), number, scan, read_mm,
                        scans.front().measured_sld_mm, nadir_mm});
        nadir_mm = std::fmin(nadir_mm, read_mm);
    }
    return rows;
}

}  // namespace twinarm::adam
