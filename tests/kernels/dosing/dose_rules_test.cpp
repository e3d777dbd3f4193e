// Which rule decides: comparisons, order, moment, a threshold of the patient's own.
#include "kernels/dosing/dose_rules.hpp"

#include <gtest/gtest.h>

#include <limits>

#include "tests/kernels/reference_study.hpp"

namespace twinarm {
namespace {

using reference::add_rule;
using reference::rule_of;

double no_parameter(int) {
    return -1;
}

int match(const Regimen& regimen, const RuleReadings& readings, RuleMoment moment = RuleMoment::before_dose) {
    return first_match(regimen, moment, readings, no_parameter);
}

RuleReadings reading(RuleVariable variable, double value) {
    RuleReadings now{};
    now.value[int(variable)] = value;
    return now;
}

TEST(DoseRules, EachComparisonMeansWhatItSays) {
    for (const double x : {1.0, 2.0, 3.0}) {
        EXPECT_EQ(compare(x, Comparison::less, 2), x < 2);
        EXPECT_EQ(compare(x, Comparison::less_or_equal, 2), x <= 2);
        EXPECT_EQ(compare(x, Comparison::greater, 2), x > 2);
        EXPECT_EQ(compare(x, Comparison::greater_or_equal, 2), x >= 2);
        EXPECT_EQ(compare(x, Comparison::equal, 2), x == 2);
        EXPECT_EQ(compare(x, Comparison::not_equal, 2), x != 2);
    }
}

TEST(DoseRules, WithoutAMatchNoRuleDecides) {
    Regimen r{};
    EXPECT_EQ(match(r, {}), -1);
    add_rule(r, rule_of(RuleVariable::leak, Comparison::greater, 0.5, RuleAction::skip));
    EXPECT_EQ(match(r, reading(RuleVariable::leak, 0.5)), -1);
}

TEST(DoseRules, TheFirstThatMatchesDecides) {
    Regimen r{};
    add_rule(r, rule_of(RuleVariable::leak, Comparison::greater, 0.9, RuleAction::stop));
    add_rule(r, rule_of(RuleVariable::leak, Comparison::greater, 0.5, RuleAction::skip));
    add_rule(r, rule_of(RuleVariable::leak, Comparison::greater, 0.1, RuleAction::hold));
    EXPECT_EQ(match(r, reading(RuleVariable::leak, 0.95)), 0);
    EXPECT_EQ(match(r, reading(RuleVariable::leak, 0.6)), 1);
    EXPECT_EQ(match(r, reading(RuleVariable::leak, 0.2)), 2);
}

TEST(DoseRules, EachLooksAtItsOwnVariable) {
    for (int variable = 0; variable < rule_variable_count; ++variable) {
        Regimen r{};
        add_rule(r, rule_of(RuleVariable(variable), Comparison::greater, 1, RuleAction::skip));
        for (int other = 0; other < rule_variable_count; ++other)
            EXPECT_EQ(match(r, reading(RuleVariable(other), 2)), other == variable ? 0 : -1);
    }
}

TEST(DoseRules, OneForACoursesEndIsNotReadBeforeADose) {
    Regimen r{};
    add_rule(r, rule_of(RuleVariable::sld_change, Comparison::greater_or_equal, 0,
                        RuleAction::no_further_course, RuleMoment::course_end));
    EXPECT_EQ(match(r, reading(RuleVariable::sld_change, 0.1)), -1);
    EXPECT_EQ(match(r, reading(RuleVariable::sld_change, 0.1), RuleMoment::course_end), 0);
}

TEST(DoseRules, AThresholdMayBeAParameterOfThePatient) {
    Regimen r{};
    add_rule(r, rule_of(RuleVariable::leak, Comparison::greater_or_equal, 99, RuleAction::skip));
    r.rules[0].threshold_parameter = 42;
    const auto tolerance = [](int i) { return i == 42 ? 0.6 : 1e9; };
    EXPECT_EQ(first_match(r, RuleMoment::before_dose, reading(RuleVariable::leak, 0.6), tolerance), 0);
    EXPECT_EQ(first_match(r, RuleMoment::before_dose, reading(RuleVariable::leak, 0.59), tolerance), -1);
}

TEST(DoseRules, ReadOnlyAsManyAsThereAre) {
    Regimen r{};
    add_rule(r, rule_of(RuleVariable::leak, Comparison::greater_or_equal, 0, RuleAction::skip));
    r.rule_count = 0;
    EXPECT_EQ(match(r, {}), -1);
}

TEST(DoseRules, AReadingThatIsNotANumberMatchesNothingButInequality) {
    const double nan = std::numeric_limits<double>::quiet_NaN();
    for (const auto c : {Comparison::less, Comparison::less_or_equal, Comparison::greater,
                         Comparison::greater_or_equal, Comparison::equal})
        EXPECT_FALSE(compare(nan, c, 1));
    EXPECT_TRUE(compare(nan, Comparison::not_equal, 1));
}

}  // namespace
}  // namespace twinarm
