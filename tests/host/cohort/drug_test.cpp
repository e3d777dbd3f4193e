// What drugs are called, and arms after them.
#include "host/cohort/drug.hpp"

#include "tests/host/cohort/cohort_files.hpp"

namespace twinarm::cohort {
namespace {

using DrugName = CohortFiles;

const char* two_arms_without_a_label = R"(
[[arm]]
id = "treated"
regimens = ["hd"]
[[arm]]
id = "control"
regimens = []
)";

TEST_F(DrugName, IsTheLabelOfTheFile) {
    const Cohort cohort = read_over_base("[drug.nktr214]\nlabel = \"MOL-1\"\n");
    EXPECT_EQ(names_of(cohort, Drug::nktr214), "MOL-1");
    EXPECT_EQ(names_of(cohort, Drug::nivolumab), "nivolumab");
    EXPECT_EQ(names_of(read_resolved(cohort.resolved, "resolved"), Drug::nktr214), "MOL-1");
    EXPECT_EQ(names_of(Cohort(), Drug::nktr214), "NKTR-214");
}

TEST_F(DrugName, IsOfOneDrug) {
    EXPECT_NE(error_over_base("[drug.nktr214]\nlabel = \"aldesleukin\"\n")
                  .find("two drugs are called \"aldesleukin\": give [drug.nktr214] another label"),
              std::string::npos);
}

TEST_F(DrugName, IsTheLabelOfAnArmThatHasNone) {
    const Cohort cohort =
        read_over_base(std::string("[drug.aldesleukin]\nlabel = \"MOL-2\"\n") + two_arms_without_a_label);
    EXPECT_EQ(cohort.arms[0].label, "MOL-2");
    EXPECT_EQ(cohort.arms[1].label, "control");  // no drug: its id
    EXPECT_EQ(cohort.arms[0].regimen_labels[0].rfind("MOL-2 600000 IU/kg", 0), 0u);
}

TEST_F(DrugName, DoesNotTellArmsApartThatGiveTheSameDrug) {
    const Cohort cohort = read_over_base(std::string(two_arms_without_a_label) +
                                         "[[arm]]\nid = \"again\"\nregimens = [\"hd\"]\n");
    EXPECT_EQ(cohort.arms[0].label, "treated");
    EXPECT_EQ(cohort.arms[2].label, "again");
}

TEST_F(DrugName, OfAShippedArmFollowsItsDrugs) {
    const Cohort cohort =
        read_cohort(shipped / "head_to_head.toml", CohortOverrides{{"drug.nktr214.label=\"MOL-1\""}, {}, {}});
    std::vector<std::string> labels;
    for (const ArmDesign& arm : cohort.arms) labels.push_back(arm.label);
    EXPECT_EQ(labels, (std::vector<std::string>{"aldesleukin, high dose", "MOL-1", "nivolumab",
                                                "MOL-1 + nivolumab"}));
}

}  // namespace
}  // namespace twinarm::cohort
