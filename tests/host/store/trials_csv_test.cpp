// trials.csv: rows written, read again, and where a damaged file is damaged.
#include "host/store/trials_csv.hpp"

#include <gtest/gtest.h>

#include "host/base/build_info.hpp"
#include "host/base/errors.hpp"
#include "host/store/file_names.hpp"
#include "tests/host/temporary_folder.hpp"

namespace twinarm::store {
namespace {

cohort::Cohort two_arms() {
    cohort::Cohort cohort;
    cohort.arms.push_back({"a", "arm A", 10, {}});
    cohort.arms.push_back({"b", "arm B", 10, {}});
    return cohort;
}

class TrialsFileTest : public testing::Test {
  protected:
    TrialsCsv file(const std::string& rows, bool populations = false) {
        put_text(folder_ / file_name::trials, trial_row_header(populations) + '\n' + rows);
        return {folder_ / file_name::trials, cohort_, populations, base::build_info().version};
    }
    std::string message(const std::string& rows) {
        try {
            TrialsCsv csv = file(rows);
            for (trial::TrialRow row{}; csv.next(row);) {
            }
        } catch (const base::DataError& error) {
            return std::string(error.what()).substr((folder_ / "").string().size());
        }
        return "";
    }
    TemporaryFolder folder_;
    cohort::Cohort cohort_ = two_arms();
};

TEST_F(TrialsFileTest, ARowIsWrittenWithItsRates) {
    std::string text;
    append_trial_row(text, cohort_, {3, 1, 10, 4, 1, 8, -0.25});
    EXPECT_EQ(text, "3,b,10,4,1,8,0.4,0.5,-0.25\n");
    text.clear();
    append_trial_row(text, cohort_, {3, 1, 10, 0, 0, 0, 0});
    EXPECT_EQ(text, "3,b,10,0,0,0,0,,0\n");  // nobody is evaluable
    EXPECT_EQ(trial_row_header(true),
              "trial,arm,n,responders,complete,evaluable,orr,orr_evaluable,trial_effect,population");
}

TEST_F(TrialsFileTest, ARowReadIsTheOneThatWasWritten) {
    const std::vector<std::string> names = {"low", "high, too"};
    std::string text;
    append_trial_row(text, cohort_, {3, 1, 10, 4, 1, 8, -0.1 - 0.2, 1}, &names);
    TrialsCsv csv = file(text, true);
    trial::TrialRow row{};
    ASSERT_TRUE(csv.next(row));
    EXPECT_EQ(row.trial, 3u);
    EXPECT_EQ(row.arm, 1);
    EXPECT_EQ(row.n, 10);
    EXPECT_EQ(row.responders, 4);
    EXPECT_EQ(row.complete, 1);
    EXPECT_EQ(row.evaluable, 8);
    EXPECT_EQ(row.trial_effect, -0.1 - 0.2);
    EXPECT_FALSE(csv.next(row));
}

TEST_F(TrialsFileTest, DamageIsNamedWithItsPlace) {
    EXPECT_EQ(message("0,a,10,4,1,8,0.4,0.5,0\n"), "");
    EXPECT_EQ(message("0,c,10,4,1,8,0.4,0.5,0\n").find("trials.csv:2:3: the run has no such arm"), 0u);
    EXPECT_EQ(message("0,a,10,11,1,8,1.1,,0\n").find("trials.csv:2:8: more responders than patients"), 0u);
    EXPECT_EQ(message("0,a,10,4,1,8,0.4,0.5,0").find("trials.csv:2:1: the row is cut off"), 0u);
}

}  // namespace
}  // namespace twinarm::store
