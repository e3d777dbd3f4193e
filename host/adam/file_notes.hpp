// The notes in every table: simulated data, and the run that they come from.
#pragma once

#include "host/adam/column_facts.hpp"
#include "host/cohort/cohort.hpp"
#include "host/store/study_plan.hpp"

namespace twinarm::adam {

FileNotes file_notes(const cohort::Cohort& cohort, const store::StudyPlan& plan, const std::string& table);

/// Known only at the end.
FileNotes last_notes(const store::StudyPlan& plan, std::uint64_t patients_done);

/// Whether last_notes() said so.
bool is_interrupted(const FileNotes& notes);

}  // namespace twinarm::adam
