// ADEX: exposure of each drug: doses given and held.
#pragma once

#include <vector>

#include "host/adam/subject.hpp"

namespace twinarm::adam {

struct AdexRow {
    const Subject* subject = &no_subject;
    std::string drug;
    std::string regimen;
    std::int32_t regimen_number = 0;  ///< from 1
    const char* code = "";
    const char* name = "";
    std::int32_t count = 0;
};

/// Of a completed course. The arm's first regimen has cycles and courses, too.
inline std::vector<AdexRow> adex_rows(const Subject& subject, const cohort::Cohort& cohort,
                                      const Study& study, const Outcome& outcome) {
    std::vector<AdexRow> rows;
    const Arm& arm = study.arms[outcome.arm];
    for (int r = 0; r < arm.regimen_count; ++r) {
        const auto add = [&](const char* code, const char* name, std::int32_t count) {
            rows.push_back({&subject, cohort::name_of(cohort, arm.regimens[r]),
                            subject.arm->regimen_labels[std::size_t(r)], r + 1, code, name, count});
        };
        add("TNUMDOS", "Total Number of Doses Given", outcome.doses_given[r]);
        add("TNUMHLD", "Total Number of Doses Held", outcome.doses_held[r]);
        if (r > 0) continue;
        add("CYC1DOS", "Number of Doses in the First Cycle", outcome.first_cycle_doses);
        add("CRS1DOS", "Number of Doses in the First Course", outcome.first_course_doses);
        add("NCOURSE", "Number of Courses Begun", outcome.courses);
    }
    return rows;
}

template <class Field>
void for_each_column(const AdexRow& row, Field field) {
    for_each_subject_column(*row.subject, field);
    field("EXTRT", "Name of Treatment", "", row.drug);
    field("REGIMEN", "Regimen as Planned", "", row.regimen);
    field("REGNUM", "Number of the Regimen in its Arm", "1", row.regimen_number);
    field("PARAMCD", "Parameter Code", "", row.code);
    field("PARAM", "Parameter", "", row.name);
    field("AVAL", "Analysis Value", "1", row.count);
}

}  // namespace twinarm::adam
