// Escalations of virtual patients whose toxicities are known.
#include "host/trial/virtual_escalations.hpp"

#include <gtest/gtest.h>

#include <random>
#include <stdexcept>

#include "tests/host/trial/escalation_walk.hpp"

namespace twinarm::trial {
namespace {

constexpr std::uint64_t trial_count = 20000;

cohort::EscalationDesign design_of(int levels) {
    cohort::EscalationDesign design;
    for (int l = 0; l < levels; ++l) design.levels.push_back(l);
    return design;
}

/// Patients whose levels of toxicity are independent, each level's share exactly its rate.
std::vector<DltLevels> patients_with(const std::vector<double>& rates, std::size_t count) {
    std::vector<DltLevels> patients(count);
    std::mt19937 random(1);
    for (std::size_t l = 0; l < rates.size(); ++l) {
        std::vector<std::size_t> order(count);
        for (std::size_t i = 0; i < count; ++i) order[i] = i;
        std::shuffle(order.begin(), order.end(), random);
        for (std::size_t i = 0; i < std::size_t(rates[l] * double(count)); ++i)
            patients[order[i]] = DltLevels(patients[order[i]] | 1u << l);
    }
    return patients;
}

double error_of(double p) {
    return std::sqrt(p * (1 - p) / double(trial_count));
}

// Nobody enters twice: of 20,000 patients the 18 of a trial are binomial to 18 / 20,000 of the variance.
TEST(VirtualEscalations, RecommendAsOftenAsTheEnumerationOfTheDesign) {
    const std::vector<double> rates = {0.1, 0.25, 0.5};
    for (const auto rule : {cohort::EscalationRule::three_plus_three, cohort::EscalationRule::boin}) {
        cohort::EscalationDesign design = design_of(3);
        design.rule = rule;
        design.max_patients = 15;
        const test::EscalationWalk walk(design, rates);
        const EscalationSummary found =
            virtual_escalations(design, {{patients_with(rates, 20000)}, {1}}, 1, trial_count);
        EXPECT_NEAR(*found.none_recommended.estimate, walk.recommended[0], 4 * error_of(walk.recommended[0]));
        for (std::size_t l = 0; l < 3; ++l) {
            const double p = walk.recommended[l + 1];
            EXPECT_NEAR(*found.levels[l].recommended.estimate, p, 4 * error_of(p)) << l;
            EXPECT_NEAR(found.levels[l].patients, walk.patients[l], 4 * 6 / std::sqrt(double(trial_count)));
            EXPECT_DOUBLE_EQ(*found.levels[l].dlt_rate.mean, rates[l]);
        }
    }
}

TEST(VirtualEscalations, EveryTrialRecommendsOneLevelOrNone) {
    const EscalationSummary found = virtual_escalations(
        design_of(2), {{patients_with({0.2, 0.4}, 100), patients_with({0.4, 0.6}, 100)}, {0.3, 0.7}}, 1, 500);
    const double all = *found.none_recommended.estimate + *found.levels[0].recommended.estimate +
                       *found.levels[1].recommended.estimate;
    EXPECT_NEAR(all, 1, 1e-12);
    EXPECT_NEAR(*found.right.estimate + *found.too_high.estimate + *found.too_low.estimate, 1, 1e-12);
    EXPECT_NEAR(*found.none_is_right.estimate + *found.levels[0].is_right.estimate +
                    *found.levels[1].is_right.estimate,
                1, 1e-12);
}

// One patient of twelve is toxic at every level; a trial may treat all twelve.
TEST(VirtualEscalations, APatientEntersOnce) {
    std::vector<DltLevels> patients(12, 0);
    patients[5] = 3;
    int most = 0;
    for (std::uint64_t trial = 0; trial < 1000; ++trial) {
        const VirtualEscalation made =
            virtual_escalation(design_of(2), patients, {1, Purpose::escalation, trial});
        most = std::max(most, made.counts[0].dlts + made.counts[1].dlts);
    }
    EXPECT_EQ(most, 1);
}

TEST(VirtualEscalations, FewerPatientsThanATrialMayTreatAreRefused) {
    const std::vector<DltLevels> patients(11, 0);
    EXPECT_THROW(virtual_escalation(design_of(2), patients, {1, Purpose::escalation, 0}),
                 std::invalid_argument);
}

// 0.3 of the weight has rates of 0 and 0.5, 0.7 of 0.5 and 0.5: the right levels at a target of 0.3 are the
// first, and none.
TEST(VirtualEscalations, TheRightLevelIsTheHighestWithinTheTarget) {
    const EscalationSummary found = virtual_escalations(
        design_of(2), {{patients_with({0, 0.5}, 100), patients_with({0.5, 0.5}, 100)}, {0.3, 0.7}}, 1, 2000);
    EXPECT_NEAR(*found.levels[0].is_right.estimate, 0.3, 1e-12);
    EXPECT_NEAR(*found.none_is_right.estimate, 0.7, 1e-12);
    EXPECT_EQ(*found.levels[1].is_right.estimate, 0);
}

// Every trial of one population recommends the top, every one of the other nothing: the share has the
// standard deviation of the populations, sqrt(0.25 * 2) with the weights' one degree of freedom.
TEST(VirtualEscalations, PopulationsThatDifferSpreadTheRecommendation) {
    const EscalationSummary found = virtual_escalations(
        design_of(2), {{patients_with({0, 0}, 20), patients_with({1, 1}, 20)}, {0.5, 0.5}}, 1, 100);
    EXPECT_NEAR(found.levels[1].recommended_sd.value_or(0), std::sqrt(0.5), 1e-12);
    EXPECT_EQ(*found.right.estimate, 1);
}

TEST(VirtualEscalations, WhoWatchesTheTrialsCanEndThem) {
    int trials = 0;
    const auto end_at_the_fifth = [&] {
        if (++trials == 5) throw std::runtime_error("enough");
    };
    EXPECT_THROW(
        virtual_escalations(design_of(1), {{patients_with({0.3}, 10)}, {1}}, 1, 10, end_at_the_fifth),
        std::runtime_error);
    EXPECT_EQ(trials, 5);
}

}  // namespace
}  // namespace twinarm::trial
