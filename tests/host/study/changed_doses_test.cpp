// Other readings of the same scans change the doses of a regimen that starts at progression.
#include "host/study/changed_doses.hpp"

#include <gtest/gtest.h>

namespace twinarm::study {
namespace {

/// One regimen without rules; four scans.
Study with_start(RegimenStart start) {
    Study study{};
    study.arm_count = 1;
    study.arms[0].regimen_count = 1;
    study.arms[0].regimens[0].start = start;
    study.scans[0].count = 4;
    for (int k = 0; k < 4; ++k) study.scans[0].minute[k] = k * 60480;
    return study;
}

/// Stable until the scan of progression.
Reassessment progressing_at(int scan) {
    Reassessment reading{};
    reading.whole = true;
    for (int k = 0; k < 4; ++k)
        reading.after[k] = {k == 0 ? Response::NE : k < scan ? Response::SD : Response::PD, 0};
    return reading;
}

TEST(ChangedDoses, FollowTheScanOfProgressionWhereARegimenStartsThere) {
    const Study study = with_start(RegimenStart::progression);
    const CourseLog log{};
    EXPECT_TRUE(rules_read_otherwise(study, 0, progressing_at(2), progressing_at(3)));
    EXPECT_TRUE(changes_a_dose(study, log, progressing_at(2), progressing_at(3)));
    EXPECT_FALSE(rules_read_otherwise(study, 0, progressing_at(2), progressing_at(2)));
    EXPECT_FALSE(changes_a_dose(study, log, progressing_at(2), progressing_at(2)));
}

TEST(ChangedDoses, DoNotWhereItStartsWithTreatment) {
    const Study study = with_start(RegimenStart::treatment);
    EXPECT_FALSE(rules_read_otherwise(study, 0, progressing_at(2), progressing_at(3)));
}

}  // namespace
}  // namespace twinarm::study
