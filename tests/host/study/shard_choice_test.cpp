// Which shard a process simulates, as it was told or as its scheduler numbers it.
#include "host/study/shard_choice.hpp"

#include <gtest/gtest.h>

#include <map>

#include "host/base/errors.hpp"

namespace twinarm::study {
namespace {

using Variables = std::map<std::string, std::string>;

store::Shard choose(const std::string& text, const Variables& variables = {}) {
    return choose_shard(text, [&](const char* name) -> std::optional<std::string> {
        const auto found = variables.find(name);
        return found == variables.end() ? std::nullopt : std::optional(found->second);
    });
}

void expect_refused(const std::string& text, const Variables& variables, const std::string& word) {
    try {
        choose(text, variables);
        ADD_FAILURE() << text << " was taken";
    } catch (const base::UsageError& error) {
        EXPECT_NE(std::string(error.what()).find(word), std::string::npos) << error.what();
    }
}

Variables array(const char* id, const char* first, const char* last, const char* count) {
    return {{"SLURM_ARRAY_TASK_ID", id},    {"SLURM_ARRAY_TASK_MIN", first},
            {"SLURM_ARRAY_TASK_MAX", last}, {"SLURM_ARRAY_TASK_COUNT", count},
            {"SLURM_PROCID", "0"},          {"SLURM_NTASKS", "1"}};
}

TEST(ShardChoice, NothingIsTheWholeRun) {
    EXPECT_EQ(choose(""), (store::Shard{1, 1}));
}

TEST(ShardChoice, ANumberOutOfACount) {
    EXPECT_EQ(choose("3/16"), (store::Shard{3, 16}));
    for (const char* wrong : {"0/4", "5/4", "1/0", "1/1000001", "1", "/", "a/4", "1/4x", "-1/4", "1/ 4"})
        expect_refused(wrong, {}, wrong);
}

TEST(ShardChoice, AWholeSlurmArrayCountsFrom0Or1) {
    EXPECT_EQ(choose("auto", array("3", "1", "16", "16")), (store::Shard{3, 16}));
    EXPECT_EQ(choose("auto", array("3", "0", "15", "16")), (store::Shard{4, 16}));
}

TEST(ShardChoice, APartOfASlurmArrayDoesNotKnowTheWhole) {
    expect_refused("auto", array("7", "7", "7", "1"), "only a part");
    expect_refused("auto", array("3", "1", "15", "8"), "only a part");  // --array=1-15:2
    EXPECT_EQ(choose("auto/16", array("7", "7", "7", "1")), (store::Shard{7, 16}));
    expect_refused("auto/16", array("0", "0", "15", "16"), "from 1");
    expect_refused("auto/16", array("17", "17", "17", "1"), "1 to 16");
}

TEST(ShardChoice, RanksCountFrom0) {
    EXPECT_EQ(choose("auto", {{"SLURM_PROCID", "2"}, {"SLURM_NTASKS", "8"}}), (store::Shard{3, 8}));
    EXPECT_EQ(choose("auto", {{"OMPI_COMM_WORLD_RANK", "0"}, {"OMPI_COMM_WORLD_SIZE", "3"}}),
              (store::Shard{1, 3}));
    EXPECT_EQ(choose("auto", {{"PMI_RANK", "1"}, {"PMI_SIZE", "2"}}), (store::Shard{2, 2}));
    EXPECT_EQ(choose("auto", {{"AWS_BATCH_JOB_ARRAY_INDEX", "4"}, {"AWS_BATCH_JOB_ARRAY_SIZE", "5"}}),
              (store::Shard{5, 5}));
}

TEST(ShardChoice, KubernetesSaysNoCount) {
    expect_refused("auto", {{"JOB_COMPLETION_INDEX", "3"}}, "auto/N");
    EXPECT_EQ(choose("auto/8", {{"JOB_COMPLETION_INDEX", "3"}}), (store::Shard{4, 8}));
}

TEST(ShardChoice, WithoutASchedulerThereIsNone) {
    expect_refused("auto", {}, "no scheduler");
    expect_refused("auto", {{"PMI_RANK", "x"}, {"PMI_SIZE", "2"}}, "PMI_RANK");
}

TEST(ShardChoice, TheShardsOfARunHaveEachPatientOnce) {
    for (const std::uint64_t patients : {1ull, 7ull, 1000ull, 1000000000000000ull})
        for (const std::uint64_t of : {1ull, 2ull, 3ull, 16ull, 999983ull}) {
            store::StudyPlan plan;
            plan.patients = patients;
            std::uint64_t end = 0;
            for (plan.shard = {1, of}; plan.shard.number <= std::min<std::uint64_t>(of, 20);
                 ++plan.shard.number) {
                EXPECT_EQ(plan.begin(), end);
                EXPECT_LE(plan.planned(), patients / of + 1);
                EXPECT_GE(plan.planned(), patients / of);
                end = plan.end();
            }
            plan.shard = {of, of};
            EXPECT_EQ(plan.end(), patients);
        }
}

}  // namespace
}  // namespace twinarm::study
