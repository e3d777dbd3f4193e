// One patient in one arm again, with everything that happened: what `show` prints. The outcome is the same,
// bit for bit, as the one the engine gave in a run.
#pragma once

#include <vector>

#include "kernels/model/state.hpp"
#include "kernels/patient/outcome.hpp"
#include "kernels/patient/study.hpp"

namespace twinarm {

/// The patient at the end of a leg (at least once a day).
struct CoursePoint {
    double time_h;
    double state[state_count];
    double sld_mm;                ///< true
    double lymphocytes;           ///< blood, over baseline
    double il2_nmol_per_l;        ///< IL-2: aldesleukin and fully released NKTR-214
    double one_chain_nmol_per_l;  ///< 1-PEG conjugate
    double two_chain_nmol_per_l;  ///< 2-PEG conjugate
    double nivolumab_ug_per_ml;
    double occupancy_cd8, occupancy_nk, occupancy_treg, occupancy_tumour_t, occupancy_endothelium;
    double eosinophils, soluble_cd25;  ///< over baseline
    int hypotension_grade;
    bool sensitive_alive, resistant_alive;  ///< false from the leg's end at which the clone was eradicated
};

enum class DoseDecision {
    given,
    skipped,
    held,
    course_stopped,
    no_further_course,
    stopped,
    reduced,   ///< given, at the next lower level
    escalated  ///< given, at the next higher level
};

inline bool is_given(DoseDecision decision) {
    return decision == DoseDecision::given || decision == DoseDecision::reduced ||
           decision == DoseDecision::escalated;
}

/// One planned dose and its fate.
struct DoseRecord {
    double time_h;
    int regimen;              ///< index in the arm
    int course, cycle, dose;  ///< from 0
    DoseDecision decision;
    int rule;       ///< index of the rule that decided, or -1
    double amount;  ///< given, in the drug's amount_unit
    int level = 0;  ///< of the dose, from 0; 0 where the regimen has no levels
};

struct ScanRecord {
    double time_h;
    double true_sld_mm;
    double measured_sld_mm;
    bool new_lesion;
    Response response;         ///< at this scan; NE where the scan was missed
    bool unconfirmed = false;  ///< iRECIST: a progression that no later scan had confirmed yet (iUPD)
};

struct CourseLog {
    std::vector<CoursePoint> points;
    std::vector<DoseRecord> doses;
    std::vector<ScanRecord> scans;
    std::vector<double> parameters;  ///< of the patient, in the order of parameter_table
    Outcome outcome;
};

CourseLog simulate_course(const Study& study, std::uint64_t patient, int arm);

}  // namespace twinarm
