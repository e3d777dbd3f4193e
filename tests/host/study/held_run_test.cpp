// A run in memory is the run in a folder, and that of its shards.
#include "host/study/held_run.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <cstring>

#include "host/base/errors.hpp"
#include "host/base/output_file.hpp"
#include "host/cohort/read_cohort.hpp"
#include "host/store/file_names.hpp"
#include "host/study/make_plan.hpp"
#include "host/study/simulate_courses.hpp"
#include "tests/host/temporary_folder.hpp"

namespace twinarm::study {
namespace {

CohortOptions small(std::uint64_t seed = 1) {
    CohortOptions options;
    options.file = TWINARM_SOURCE_DIR "/cohorts/select.toml";
    options.set = {"study.horizon=6 wk", "assessment.scans={ at = [\"6 wk\"] }", "trial.trials=10"};
    options.patients = 40;
    options.seed = seed;
    return options;
}

class HeldRunTest : public testing::Test {
  protected:
    explicit HeldRunTest(const CohortOptions& options = small())
        : cohort_(read_cohort(options)), plan_(make_plan(cohort_, options, {})) {}

    HeldRun hold() const { return hold_run(cohort_, plan_, {}, {}); }
    std::vector<std::string> shards(std::uint64_t of) const {
        std::vector<std::string> bytes;
        for (std::uint64_t number = 1; number <= of; ++number) {
            store::StudyPlan part = plan_;
            part.shard = {number, of};
            bytes.push_back(bytes_of_shard(hold_run(cohort_, part, {}, {})));
        }
        return bytes;
    }
    std::string join_message(const std::vector<std::string>& parts) const {
        try {
            join_shards(cohort_, plan_, parts);
        } catch (const base::DataError& error) {
            return error.what();
        }
        return "";
    }

    cohort::Cohort cohort_;
    store::StudyPlan plan_;
    TemporaryFolder folder_;
};

class OtherSeed : public HeldRunTest {
  public:
    OtherSeed() : HeldRunTest(small(2)) {}
    using HeldRunTest::shards;
    void TestBody() override {}
};

TEST_F(HeldRunTest, SavedItIsTheFolderThatARunWrites) {
    SaveRequest held, written;
    held.folder = folder_ / "held";
    written.folder = folder_ / "written";
    const HeldRun run = hold();
    EXPECT_EQ(save_held_run(run, held, {}).code, ExitCode::ok);
    EXPECT_EQ(save_run(cohort_, plan_, written, {}, {}).code, ExitCode::ok);
    for (const char* name : {store::file_name::patients, store::file_name::outcomes, store::file_name::trials,
                             store::file_name::summary})
        EXPECT_EQ(base::read_file(held.folder / name, ""), base::read_file(written.folder / name, ""))
            << name;
    EXPECT_EQ(summarise(run, {})->text, base::read_file(written.folder / store::file_name::summary, ""));
}

TEST_F(HeldRunTest, ItsShardsAreTheRun) {
    const HeldRun run = hold(), joined = join_shards(cohort_, plan_, shards(3));
    ASSERT_EQ(joined.outcomes.size(), run.outcomes.size());
    EXPECT_EQ(std::memcmp(joined.outcomes.data(), run.outcomes.data(), run.outcomes.size() * sizeof(Outcome)),
              0);
    EXPECT_EQ(joined.result.patients_done, run.result.patients_done);
}

TEST_F(HeldRunTest, AShardOfAnotherRunIsRefused) {
    std::vector<std::string> parts = shards(2);
    parts[1] = OtherSeed().shards(2)[1];
    EXPECT_NE(join_message(parts).find("shard 2 of 2 is of another run: the seed"), std::string::npos)
        << join_message(parts);
}

TEST_F(HeldRunTest, AShardThatIsCutOffIsRefused) {
    std::vector<std::string> parts = shards(2);
    parts[0].pop_back();
    EXPECT_NE(join_message(parts).find("shard 1 of 2 does not have all"), std::string::npos);
}

TEST_F(HeldRunTest, ShardsInAnotherOrderAreRefused) {
    std::vector<std::string> parts = shards(2);
    std::swap(parts[0], parts[1]);
    EXPECT_NE(join_message(parts).find("the shard"), std::string::npos);
}

TEST_F(HeldRunTest, WhoStopsItKeepsWhatIsDone) {
    const std::atomic<int> signal = 2;
    const HeldRun run = hold_run(cohort_, plan_, {}, base::StopToken(signal));
    EXPECT_EQ(run.result.patients_done, 0u);
    EXPECT_FALSE(summarise(hold(), base::StopToken(signal)));
}

TEST_F(HeldRunTest, CoursesComeInOrderWithTheOutcomesOfTheRun) {
    const HeldRun run = hold();
    std::vector<std::uint64_t> seen;
    simulate_courses(plan_, {7, 3, 7}, {0},
                     [&](std::uint64_t patient, int arm, const CourseLog& course) {
                         seen.push_back(patient);
                         EXPECT_EQ(course.outcome.pfs_h,
                                   run.outcomes[patient * std::uint64_t(plan_.arm_count())].pfs_h);
                         EXPECT_EQ(arm, 0);
                     },
                     {}, {});
    EXPECT_EQ(seen, (std::vector<std::uint64_t>{7, 3, 7}));
    EXPECT_THROW(simulate_courses(plan_, {40}, {0}, {}, {}, {}), base::UsageError);
}

}  // namespace
}  // namespace twinarm::study
