// The studies of many populations take the memory of what differs, and are the same studies.
#include "host/cohort/studies.hpp"

#include <gtest/gtest.h>

#include "host/cohort/population_studies.hpp"
#include "host/cohort/read_cohort.hpp"
#include "tests/host/temporary_folder.hpp"

namespace twinarm::cohort {
namespace {

const std::string shipped = TWINARM_SOURCE_DIR "/cohorts/";

/// The shipped populations, the first of them.
Populations some(std::size_t count) {
    Populations populations =
        read_populations(text_in(shipped + "calibration/populations.csv"), "populations.csv");
    populations.rows.resize(count);
    return populations;
}

TEST(Studies, OfTenThousandPopulationsTakeLessThan50MB) {
    const Cohort base = read_cohort(shipped + "head_to_head.toml");
    const std::size_t count = 40;
    const PopulationStudies made = plausible_populations(base, some(count), 1);
    ASSERT_EQ(made.studies.size(), count);
    const double each = double(made.studies.bytes() - sizeof(Study)) / double(count);
    EXPECT_LT(each * 10000, 50e6);
    EXPECT_GT(double(sizeof(Study)) * 10000, 500e6);  // whole ones
}

TEST(Studies, AreThoseThatWereAddedInAnyOrderOfReading) {
    const Cohort base = read_cohort(shipped + "head_to_head.toml");
    const Populations populations = some(12);
    const PopulationStudies made = plausible_populations(base, populations, 1);
    StudySpace space;
    for (const std::size_t k : {3, 0, 11, 11, 4, 3, 0})
        EXPECT_EQ(made.studies.at(k, space), cohort_of_population(base, populations, k).study) << k;
    EXPECT_EQ(made.studies.front(), cohort_of_population(base, populations, 0).study);
    EXPECT_THROW(made.studies.at(12, space), std::out_of_range);
}

TEST(Studies, OneSpaceCanServeSeveral) {
    const Cohort base = read_cohort(shipped + "head_to_head.toml");
    Study other = base.study, third = base.study;
    other.horizon_min += 1;
    third.horizon_min += 2;
    Studies a, b;
    for (const Study& study : {base.study, other}) a.add(study);
    for (const Study& study : {base.study, third}) b.add(study);
    StudySpace space;
    EXPECT_EQ(a.at(1, space), other);
    EXPECT_EQ(b.at(1, space), third);
    EXPECT_EQ(a.at(1, space), other);
}

}  // namespace
}  // namespace twinarm::cohort
