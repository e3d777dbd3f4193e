// A finished course read again under other rules of assessment: tumour, treatment and follow-up as they were.
#pragma once

#include "kernels/patient/outcome.hpp"
#include "kernels/patient/study.hpp"

namespace twinarm {

/// What dose rules see of the tumour from one scan until the next.
struct ScanReading {
    Response response;
    double sld_change;
};

struct Reassessment {
    bool whole;                    ///< false: a scan is due whose true SLD is not known
    ScanReading after[max_scans];  ///< each scan of the schedule; after the last that was read, that one's
};

/// Reads the scans of a patient who was simulated once more, by the rules of `study`. Of `outcome` it takes
/// the patient, the arm, the first `known` true SLDs, new lesion, survival; it writes all that follows from
/// scans. Under the rules of the simulation the outcome stays as it is, bit for bit.
Reassessment reassess(const Study& study, int known, Outcome& outcome);

}  // namespace twinarm
