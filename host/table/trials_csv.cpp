// One arm of one virtual trial as a row of trials.csv.
#include "host/table/trials_csv.hpp"

#include <fmt/format.h>

#include <iterator>

#include "host/run/patient_row.hpp"

namespace twinarm {

void append_trial_row(std::string& text, const Cohort& cohort, const TrialRow& row,
                      const std::vector<std::string>* populations) {
    const auto end = std::back_inserter(text);
    fmt::format_to(end, "{},{},{},{},{},{},", row.trial, csv_field(cohort.arms[std::size_t(row.arm)].id),
                   row.n, row.responders, row.complete, row.evaluable);
    if (row.n > 0) fmt::format_to(end, "{}", double(row.responders) / row.n);
    text += ',';
    if (row.evaluable > 0) fmt::format_to(end, "{}", double(row.responders) / row.evaluable);
    fmt::format_to(end, ",{}", row.trial_effect);
    if (populations != nullptr) (text += ',') += csv_field((*populations)[std::size_t(row.population)]);
    text += '\n';
}

}  // namespace twinarm
