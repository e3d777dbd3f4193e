// ADTR: the sum of diameters at each scan, as read, with its changes from baseline and from the nadir.
#pragma once

#include <vector>

#include "host/adam/subject.hpp"
#include "host/adam/visit.hpp"
#include "kernels/launch/simulate_course.hpp"

namespace twinarm::adam {

struct AdtrRow {
    const Subject* subject = &no_subject;
    std::string visit;
    std::int32_t scan = 0;
    ScanRecord record{};
    double read_mm = 0, baseline_mm = 0, nadir_mm = 0;  ///< not-a-number where there is none
};

/// One row per scan; a scan that was missed has no reading.
std::vector<AdtrRow> adtr_rows(const Subject& subject, const std::vector<ScanRecord>& scans);

template <class Field>
void for_each_column(const AdtrRow& row, Field field) {
    for_each_subject_column(*row.subject, field);
    const double change = row.read_mm - row.baseline_mm, rise = row.read_mm - row.nadir_mm;
    field("PARAMCD", "Parameter Code", "", "SDIAM");
    field("PARAM", "Parameter", "", "Sum of Diameters (mm)");
    field("AVISIT", "Analysis Visit", "", row.visit);
    field("AVISITN", "Analysis Visit (N)", "wk", visit_number(row.record.time_h));
    field("ADT", "Analysis Date", "", std::optional(date_of(row.record.time_h)));
    field("ADY", "Analysis Relative Day", "d", analysis_day(row.record.time_h));
    field("AVAL", "Analysis Value", "mm", row.read_mm);  // as read
    field("ABLFL", "Baseline Record Flag", "", row.scan == 0 ? "Y" : "");
    field("BASE", "Baseline Value", "mm", row.baseline_mm);
    field("CHG", "Change from Baseline", "mm", row.scan == 0 ? std::nan("") : change);
    field("PCHG", "Percent Change from Baseline", "%",
          row.scan == 0 ? std::nan("") : 100 * change / row.baseline_mm);
    field("NADIR", "Lowest Value Before This Visit", "mm", row.nadir_mm);
    field("CHGNAD", "Change from Nadir", "mm", rise);
    // A nadir of 0 (every target gone) has no percentage.
    field("PCHGNAD", "Percent Change from Nadir", "%",
          row.nadir_mm > 0 ? 100 * rise / row.nadir_mm : std::nan(""));
    field("NEWLFL", "New Lesion Seen at This Visit Flag", "", row.record.new_lesion ? "Y" : "");
    field("TRUESLD", "True Sum, Without the Reader's Error", "mm", row.record.true_sld_mm);
}

}  // namespace twinarm::adam
