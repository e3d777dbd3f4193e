// The arms of a decision.
#include "host/study/decision_arms.hpp"

#include <algorithm>
#include <array>

#include "host/base/words.hpp"

namespace twinarm::study {
namespace {

bool gives(const Arm& arm, const Regimen& wanted) {
    return std::any_of(arm.regimens, arm.regimens + arm.regimen_count, [&](const Regimen& regimen) {
        return regimen.drug == wanted.drug && regimen.marginals == wanted.marginals;
    });
}

/// Leaves out the drugs that the other arm does not give, and what waits for their stop.
void leave_out_drugs(Arm& arm, const Arm& other) {
    std::array<std::int32_t, max_regimens> place{};  ///< of a regimen that is kept, or -1
    std::int32_t kept = 0;
    for (int r = 0; r < arm.regimen_count; ++r) {
        Regimen regimen = arm.regimens[r];
        const bool waits = regimen.start == RegimenStart::stop;
        if (waits) regimen.start_after = place[std::size_t(regimen.start_after)];
        const bool keep = gives(other, regimen) && !(waits && regimen.start_after < 0);
        place[std::size_t(r)] = keep ? kept : -1;
        if (keep) arm.regimens[kept++] = regimen;
    }
    arm.regimen_count = kept;
}

}  // namespace

std::string added_drugs(const cohort::Cohort& cohort, int arm, int against) {
    const Arm &with = cohort.study.arms[arm], &without = cohort.study.arms[against];
    std::string words;
    for (int r = 0; r < with.regimen_count; ++r)
        if (!gives(without, with.regimens[r]))
            words += (words.empty() ? "" : " and ") + cohort::name_of(cohort, with.regimens[r]);
    return words;
}

Study decision_study(const Study& study, int arm, int against) {
    Study made = study;
    const Arm with = study.arms[arm], without = study.arms[against];
    made.arm_count = decision_arm_count;
    made.arms[against_place] = without;
    for (const int place : {inert_place, calibrated_place, twice_place}) {
        made.arms[place] = with;
        made.scans[place] = study.scans[arm];
    }
    made.scans[against_place] = study.scans[against];
    // Its own readers; the calibrated arm keeps those of the cohort. Those of the inert arm are the other
    // arm's: where nothing else differs, the two are equal.
    made.arms[twice_place].tag ^= 0xa5a5a5u;
    made.arms[inert_place].tag = without.tag;

    leave_out_drugs(made.arms[inert_place], without);
    Arm& twice = made.arms[twice_place];
    for (int r = 0; r < twice.regimen_count; ++r)
        if (!gives(without, twice.regimens[r])) scale_doses(twice.regimens[r], 2);
    return made;
}

}  // namespace twinarm::study
