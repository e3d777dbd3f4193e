// What a rule says in words.
#include "host/cohort/rule_words.hpp"

#include <gtest/gtest.h>

#include "kernels/model/parameters.hpp"

namespace twinarm::cohort {
namespace {

TEST(RuleInWords, NamesThePatientsOwnThreshold) {
    DoseRule rule{
        RuleVariable::leak, Comparison::greater_or_equal, RuleAction::skip, RuleMoment::before_dose, 0, 2};
    EXPECT_EQ(rule_in_words(rule, {0, 0, 0.625}),
              std::string("leak >= 0.625 (") + parameter_table[2].name + ")");
}
TEST(RuleInWords, ResponsesHaveNamesAndTimesAreDays) {
    EXPECT_EQ(rule_in_words({RuleVariable::response, Comparison::equal, RuleAction::stop,
                             RuleMoment::before_dose, 1, -1},
                            {}),
              "response = PD");
    EXPECT_EQ(rule_in_words({RuleVariable::time_on_treatment, Comparison::greater, RuleAction::stop,
                             RuleMoment::before_dose, 240, -1},
                            {}),
              "days on treatment > 10");
}

}  // namespace
}  // namespace twinarm::cohort
