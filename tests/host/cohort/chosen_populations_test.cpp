// Some of the populations of a file.
#include "host/cohort/chosen_populations.hpp"

#include "tests/host/cohort/cohort_files.hpp"

namespace twinarm::cohort {
namespace {

Populations populations(const std::vector<double>& weights) {
    std::string text = "population,weight,tumour.killing.median,tumour.priming.value @ advanced melanoma\n";
    for (std::size_t k = 0; k < weights.size(); ++k)
        text += "p" + std::to_string(k) + "," + std::to_string(weights[k]) + ",\"" + std::to_string(k + 1) +
                "e-5 1/h\",0.5\n";
    return read_populations(text, "p.csv");
}

TEST(PopulationsFor, AreManyUnlessTheyHaveFewPatients) {
    EXPECT_EQ(populations_for(10000, 250), 100u);
    EXPECT_EQ(populations_for(20000, 250), 200u);
    EXPECT_EQ(populations_for(1000000, 250), 250u);
    EXPECT_EQ(populations_for(1000, 250), 50u);
    EXPECT_EQ(populations_for(400, 250), 20u);
    EXPECT_EQ(populations_for(40, 250), 2u);
    EXPECT_EQ(populations_for(10000, 7), 7u);
}

TEST(ChosenPopulations, LieAtEqualStepsOfWeight) {
    const Populations some = chosen(populations({0.1, 0.1, 0.1, 0.1, 0.1, 0.5}), 2);
    ASSERT_EQ(some.rows.size(), 2u);  // at 0.25 and at 0.75 of the weight
    EXPECT_EQ(some.rows[0].name, "p2");
    EXPECT_EQ(some.rows[1].name, "p5");
    EXPECT_EQ(some.rows[0].weight, 0.5);
}

TEST(ChosenPopulations, OneThatIsMetTwiceHasTheWeightOfTwo) {
    const Populations some = chosen(populations({0.1, 0.1, 0.1, 0.1, 0.6}), 4);  // at 1/8, 3/8, 5/8, 7/8
    ASSERT_EQ(some.rows.size(), 3u);
    EXPECT_EQ(some.rows[0].weight, 0.25);
    EXPECT_EQ(some.rows[2].name, "p4");
    EXPECT_EQ(some.rows[2].weight, 0.5);
}

TEST(ChosenPopulations, AreAllWhereThereAreNoMore) {
    const Populations all = populations({0.25, 0.75});
    EXPECT_EQ(chosen(all, 2).text, all.text);
    EXPECT_EQ(chosen(all, 100).sha256, all.sha256);
}

TEST(ChosenPopulations, AreAFileThatReadsBackToThem) {
    const Populations all = populations({0.2, 0.2, 0.2, 0.2, 0.2}), some = chosen(all, 3);
    const Populations ten = chosen(populations(std::vector<double>(20, 0.05)), 10);  // 10 x 0.1 is not 1
    EXPECT_EQ(read_populations(ten.text, "p.csv").rows[0].weight, ten.rows[0].weight);
    const Populations again = read_populations(some.text, "p.csv");
    EXPECT_EQ(again.sha256, some.sha256);
    EXPECT_TRUE(again.warnings.empty());
    ASSERT_EQ(again.rows.size(), 3u);
    for (std::size_t k = 0; k < 3; ++k) {
        EXPECT_EQ(again.rows[k].name, some.rows[k].name);
        EXPECT_EQ(again.rows[k].values, some.rows[k].values);
        EXPECT_EQ(again.rows[k].weight, some.rows[k].weight) << "to the last bit: a run is read again";
    }
    EXPECT_NE(some.text.find("3 of the 5 populations of p.csv (SHA-256 " + all.sha256), std::string::npos);
    EXPECT_EQ(some.rows[0].line, all.rows[0].line) << "messages name the file's own lines";
}

TEST(PopulationsWithoutColumns, KeepTheOthersForTheirDisease) {
    const Populations kept = without_columns(populations({0.5, 0.5}), {0});
    ASSERT_EQ(kept.columns.size(), 1u);
    EXPECT_EQ(kept.columns[0].disease, "advanced melanoma");
    EXPECT_EQ(kept.rows[1].values, std::vector<std::string>{"0.5"});
    EXPECT_EQ(read_populations(kept.text, "p.csv").columns.size(), 1u);
    EXPECT_EQ(without_columns(kept, {}).text, kept.text);
}

}  // namespace
}  // namespace twinarm::cohort
