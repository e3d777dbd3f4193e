// ADRS: the response at each scan, and what follows from all of them: best response, responder, progression,
// death.
#pragma once

#include <cmath>
#include <optional>
#include <vector>

#include "host/adam/subject.hpp"
#include "kernels/launch/simulate_course.hpp"

namespace twinarm::adam {

struct AdrsRow {
    const Subject* subject = &no_subject;
    const char* code = "";
    const char* name = "";
    std::string visit;               ///< empty for anything but a scan
    double visit_wk = std::nan("");  ///< not-a-number for anything but a scan
    std::optional<double> time_h;    ///< unset where the event did not happen
    const char* text = "";
    std::int32_t value = 0;
    bool of_the_study =
        true;  ///< ANL01FL: what the study's own rules say; false where they ask for confirmation
};

/// One row per scan after the baseline, then one per parameter. `study` gave the outcome of a completed
/// course.
std::vector<AdrsRow> adrs_rows(const Subject& subject, const Study& study, const Outcome& outcome,
                               const std::vector<ScanRecord>& scans);

template <class Field>
void for_each_column(const AdrsRow& row, Field field) {
    for_each_subject_column(*row.subject, field);
    field("PARAMCD", "Parameter Code", "", row.code);
    field("PARAM", "Parameter", "", row.name);
    field("AVISIT", "Analysis Visit", "", row.visit);
    field("AVISITN", "Analysis Visit (N)", "wk", row.visit_wk);
    field("ADT", "Analysis Date", "", row.time_h ? std::optional(date_of(*row.time_h)) : std::nullopt);
    field("ADY", "Analysis Relative Day", "d",
          row.time_h ? std::optional(analysis_day(*row.time_h)) : std::nullopt);
    field("AVALC", "Analysis Value (C)", "", row.text);
    field("AVAL", "Analysis Value", "1", row.value);
    field("ANL01FL", "Analysis Flag 01", "", row.of_the_study ? "Y" : "");
}

}  // namespace twinarm::adam
