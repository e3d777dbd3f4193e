// patients.csv read once: survival of every patient, and the outcomes of evenly spaced patients. Of a run
// over populations those patients who count there (PopulationDesign::patients_counted).
#pragma once

#include <cstdint>
#include <vector>

#include "host/report/report_run.hpp"
#include "host/statistics/kaplan_meier.hpp"

namespace twinarm::report {

/// How long patients of an arm were followed to an event or to censoring.
struct ArmFollowUp {
    statistics::DailySurvival survival;
    std::vector<std::uint64_t> ends;  ///< patients whose observation ends on a day

    void add(double days, bool event);
};

/// One patient in one arm, as far as charts need.
struct KeptOutcome {
    double best_change = 0;  ///< fraction of baseline SLD; NaN without a post-baseline scan
    Response response = Response::NE;
    bool completed = false;
    std::int32_t hypotension_grade = 0;  ///< the worst
};

struct PatientsScan {
    std::vector<ArmFollowUp> pfs, os;     ///< by arm, all patients
    std::uint64_t counted = 0;            ///< patients
    std::uint64_t step = 1;               ///< every step-th of them is kept
    std::vector<std::uint64_t> patients;  ///< numbers of the kept ones
    std::vector<KeptOutcome> outcomes;    ///< of kept patient k in arm a: [k * arms + a]
    std::size_t arms = 0;

    const KeptOutcome& outcome(std::size_t kept, std::size_t arm) const {
        return outcomes[kept * arms + arm];
    }
};

inline constexpr std::uint64_t most_kept_patients = 100000;

/// Throws FileError, DataError with file:line.
PatientsScan scan_patients(const ReportRun& run, std::uint64_t most_kept = most_kept_patients);

}  // namespace twinarm::report
