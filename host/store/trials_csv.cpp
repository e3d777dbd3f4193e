// trials.csv: one arm of one virtual trial a row, written and read.
#include "host/store/trials_csv.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <type_traits>

#include "host/base/csv_line.hpp"
#include "host/base/words.hpp"

namespace twinarm::store {

std::string trial_row_header(bool populations) {
    std::string names;
    for_each_trial_column(trial::TrialRow{}, "", [&](const char* name, auto, auto, const auto&) {
        if (!names.empty()) names += ',';
        names += name;
    });
    if (populations) (names += ',') += base::population_column;
    return names;
}

void append_trial_row(std::string& text, const cohort::Cohort& cohort, const trial::TrialRow& row,
                      const std::vector<std::string>* populations) {
    const auto end = std::back_inserter(text);
    const std::string arm_id = base::csv_field(cohort.arms[std::size_t(row.arm)].id);
    for_each_trial_column(row, arm_id, [&](auto, auto, auto, const auto& value) {
        if constexpr (std::is_floating_point_v<std::remove_cvref_t<decltype(value)>>) {
            if (!std::isnan(value)) fmt::format_to(end, "{}", value);
        } else {
            fmt::format_to(end, "{}", value);
        }
        text += ',';
    });
    text.pop_back();
    if (populations != nullptr) (text += ',') += base::csv_field((*populations)[std::size_t(row.population)]);
    text += '\n';
}

TrialsCsv::TrialsCsv(const std::filesystem::path& path, const cohort::Cohort& cohort, bool populations,
                     const std::string& version, base::FileFacts expected)
    : cohort_(cohort),
      rows_(path, trial_row_header(populations), version, std::move(expected)),
      at_{rows_.column("trial"),       rows_.column("arm"),      rows_.column("n"),
          rows_.column("responders"),  rows_.column("complete"), rows_.column("evaluable"),
          rows_.column("trial_effect")} {}

bool TrialsCsv::next(trial::TrialRow& row) {
    if (!rows_.next()) return false;
    const auto found =
        std::find_if(cohort_.arms.begin(), cohort_.arms.end(),
                     [&](const cohort::ArmDesign& label) { return label.id == rows_[at_.arm]; });
    if (found == cohort_.arms.end()) rows_.fail(at_.arm, "the run has no such arm");
    row.trial = rows_.whole(at_.trial);
    row.arm = int(found - cohort_.arms.begin());
    row.n = rows_.count(at_.n);
    row.responders = rows_.count(at_.responders);
    row.complete = rows_.count(at_.complete);
    row.evaluable = rows_.count(at_.evaluable);
    row.trial_effect = rows_.number(at_.trial_effect);
    if (row.n > found->trial_n) rows_.fail(at_.n, "a trial of more patients than the run's");
    if (row.n < 0 || row.responders < 0 || row.responders > row.n)
        rows_.fail(at_.responders, "more responders than patients");
    if (row.complete < 0 || row.complete > row.responders)
        rows_.fail(at_.complete, "more complete responders than responders");
    if (row.evaluable < 0 || row.evaluable > row.n) rows_.fail(at_.evaluable, "more evaluable than patients");
    return true;
}

}  // namespace twinarm::store
