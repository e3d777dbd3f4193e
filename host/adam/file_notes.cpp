// The notes in every table.
#include "host/adam/file_notes.hpp"

#include <algorithm>

#include "host/adam/calendar.hpp"
#include "host/base/build_info.hpp"
#include "host/base/sha256.hpp"
#include "host/base/words.hpp"

namespace twinarm::adam {

FileNotes file_notes(const cohort::Cohort& cohort, const store::StudyPlan& plan, const std::string& table) {
    const base::BuildInfo build = base::build_info();
    return {{"simulated", "true"},
            {"note", base::simulated_note},
            {"table", table},
            {"program", "twinarm"},
            {"version", build.version},
            {"git_commit", build.commit},
            {"build", build.build},
            {"precision", base::name_of(cohort.study.solver.precision)},
            {"study", cohort.id},
            {"title", cohort.title},
            {"resolved_cohort_sha256", base::sha256_of(cohort.resolved)},
            {"dates", std::string("fictitious: every subject has day 1 on ") + reference_date_text},
            {"seed", std::to_string(cohort.study.seed)},
            {"first_patient", std::to_string(plan.first)},
            {"patients_planned", std::to_string(plan.patients)}};
}

FileNotes last_notes(const store::StudyPlan& plan, std::uint64_t patients_done) {
    return {{"patients_done", std::to_string(patients_done)},
            {"interrupted", patients_done < plan.patients ? "true" : "false"}};
}

bool is_interrupted(const FileNotes& notes) {
    const FileNotes::value_type interrupted{"interrupted", "true"};
    return std::find(notes.begin(), notes.end(), interrupted) != notes.end();
}

}  // namespace twinarm::adam
