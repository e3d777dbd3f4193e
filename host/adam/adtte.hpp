// ADTTE: survival, progression-free survival and duration of response, each with its event or why it is
// censored.
#pragma once

#include <vector>

#include "host/adam/subject.hpp"

namespace twinarm::adam {

struct AdtteRow {
    const Subject* subject = &no_subject;
    const char* code = "";
    const char* name = "";
    double start_h = 0, length_h = 0;
    bool event = false;
    const char* what = "";
    const char* censored_at = "";
};

/// Of a completed course. Responders have a row more.
std::vector<AdtteRow> adtte_rows(const Subject& subject, const Study& study, const Outcome& outcome);

template <class Field>
void for_each_column(const AdtteRow& row, Field field) {
    for_each_subject_column(*row.subject, field);
    field("PARAMCD", "Parameter Code", "", row.code);
    field("PARAM", "Parameter", "", row.name);
    field("AVAL", "Analysis Value", "d", row.length_h / 24);
    field("STARTDT", "Time-to-Event Origin Date for Subject", "", std::optional(date_of(row.start_h)));
    field("ADT", "Analysis Date", "", std::optional(date_of(row.start_h + row.length_h)));
    field("ADY", "Analysis Relative Day", "d", analysis_day(row.start_h + row.length_h));
    field("CNSR", "Censor", "1", std::int32_t(row.event ? 0 : 1));
    field("EVNTDESC", "Event or Censoring Description", "", row.what);
    field("CNSDTDSC", "Censor Date Description", "", row.censored_at);
}

}  // namespace twinarm::adam
