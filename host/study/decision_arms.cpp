// The arms of a decision.
#include "host/study/decision_arms.hpp"

#include <algorithm>

#include "host/base/words.hpp"

namespace twinarm::study {
namespace {

bool gives(const Arm& arm, const Regimen& wanted) {
    return std::any_of(arm.regimens, arm.regimens + arm.regimen_count, [&](const Regimen& regimen) {
        return regimen.drug == wanted.drug && regimen.marginals == wanted.marginals;
    });
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

    Arm& inert = made.arms[inert_place];
    const auto end = std::remove_if(inert.regimens, inert.regimens + inert.regimen_count,
                                    [&](const Regimen& regimen) { return !gives(without, regimen); });
    inert.regimen_count = std::int32_t(end - inert.regimens);
    Arm& twice = made.arms[twice_place];
    for (int r = 0; r < twice.regimen_count; ++r)
        if (!gives(without, twice.regimens[r])) twice.regimens[r].dose *= 2;
    return made;
}

}  // namespace twinarm::study
