// A trial point of a design: blocks of patients, and what is judged over populations.
#include "host/study/design_point.hpp"

#include <gtest/gtest.h>

#include <numeric>

#include "tests/host/trial/made_outcomes.hpp"

namespace twinarm::study {
namespace {

TEST(DesignBlocks, OnePopulationIsCutIntoTwenty) {
    for (const auto& [patients, blocks, each] : {std::tuple{100u, 20u, 5u}, {7u, 7u, 1u}, {41u, 14u, 3u}}) {
        const DesignBlocks made = blocks_of({{1}, patients});
        EXPECT_EQ(made.of_population, blocks);
        EXPECT_EQ(made.places.patients_each, each);
        EXPECT_EQ(made.places.population_at(patients - 1), blocks - 1);
    }
}

TEST(DesignBlocks, PopulationsAreBlocksThemselves) {
    const DesignBlocks made = blocks_of({{0.2, 0.8}, 50});
    EXPECT_EQ(made.of_population, 1u);
    EXPECT_EQ(made.places.weights, (std::vector<double>{0.2, 0.8}));
}

/// Four populations of 10 patients, of whom 2, 4, 6 and 8 respond.
trial::SweepTally four_populations() {
    trial::SweepTally tally(1, nullptr, {{0.25, 0.25, 0.25, 0.25}, 10});
    for (int population = 1; population <= 4; ++population) {
        std::vector<std::string> responses;
        for (int k = 0; k < 10; ++k) responses.push_back(k < 2 * population ? "R" : "S");
        const auto outcomes = test::outcomes(responses);
        tally.add(outcomes.data(), outcomes.size());
    }
    return tally;
}

TEST(JudgedPoint, TheMeanOrAShareOfThePopulationsHoldsTheLimit) {
    const trial::SweepTally tally = four_populations();
    const DesignBlocks blocks{tally.state().places, 1};
    cohort::Design design;
    design.objective = {{0, 1}};
    design.constraints.resize(3);
    design.constraints[0].limit = 0.5;  // the mean of the ORR, at most
    design.constraints[1].limit = 0.5;  // in three of four populations it is higher
    design.constraints[1].holds_in = 0.75;
    design.constraints[2].at_most = false;
    design.constraints[2].limit = 0.5;
    const trial::DesignPoint point = judged_point(design, tally.state(), blocks, 12, 1);
    EXPECT_DOUBLE_EQ(point.constraints[0], 0.5);
    EXPECT_GT(point.constraints[1], 0.5);
    EXPECT_LT(point.constraints[1], 0.6);  // the third, without its Monte-Carlo error nearer to the mean
    EXPECT_DOUBLE_EQ(point.constraints[2], 0.5);
    EXPECT_FALSE(point.feasible);
    EXPECT_DOUBLE_EQ(point.violation, point.constraints[1] - 0.5);
    EXPECT_EQ(point.by_block[0], (std::vector<double>{0.2, 0.4, 0.6, 0.8}));
}

TEST(JudgedPoint, AUtilityIsASumOfColumns) {
    const trial::SweepTally tally = four_populations();
    cohort::Design design;
    design.objective = {{0, 1}, {2, -0.5}};  // everybody has disease control
    const trial::DesignPoint point = judged_point(design, tally.state(), {tally.state().places, 1}, 12, 1);
    EXPECT_NEAR(*point.objective.mean, 0.5 - 0.5, 1e-15);
}

}  // namespace
}  // namespace twinarm::study
