// ADRS: the response at each scan, and what follows from all of them: best response, responder, progression,
// death.
#pragma once

#include <optional>
#include <vector>

#include "host/adam/subject.hpp"
#include "kernels/launch/simulate_course.hpp"

namespace twinarm::adam {

struct AdrsRow {
    const Subject* subject = &no_subject;
    const char* code = "";
    const char* name = "";
    std::string visit;                 ///< empty of what is no scan
    std::optional<std::int32_t> scan;  ///< of the schedule
    std::optional<std::int32_t> day;   ///< none where the event did not come
    const char* text = "";
    std::int32_t value = 0;
    bool of_the_study = true;  ///< what the study's own rules say; false where they ask for confirmation
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
    field("AVISITN", "Analysis Visit (N)", "1", row.scan);
    field("ADY", "Analysis Relative Day", "d", row.day);
    field("AVALC", "Analysis Value (C)", "", row.text);
    field("AVAL", "Analysis Value", "1", row.value);
    field("ANL01FL", "Analysis by the Study's Rules Flag", "", row.of_the_study ? "Y" : "");
}

}  // namespace twinarm::adam
