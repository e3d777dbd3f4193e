// Columns of the model's parameters.
#include "host/adam/adtrait.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "host/adam/column_facts.hpp"
#include "host/cohort/read_cohort.hpp"

namespace twinarm::adam {
namespace {

cohort::Cohort head_to_head() {
    return cohort::read_cohort(TWINARM_SOURCE_DIR "/cohorts/head_to_head.toml");
}

TEST(TraitName, IsMadeOfGroupNameAndNumber) {
    EXPECT_EQ(trait_name({"tumour", "growth_rate", "1/d", 0, ""}), "TUGRORAT");
    EXPECT_EQ(trait_name({"tumour", "killing", "1/h", 0, ""}), "TUKILLIN");
    EXPECT_EQ(trait_name({"receptors", "nk_cd25", "1/cell", 0, ""}), "RENKCD25");
    EXPECT_EQ(trait_name({"toxicity", "hypotension_grade4", "1", 0, ""}), "TOHYPGR4");
}

cohort::Studies studies(const std::vector<Study>& all) {
    cohort::Studies made;
    for (const Study& one : all) made.add(one);
    return made;
}

TEST(TraitName, IsAnotherForEveryParameterAndHasAtMostEightLetters) {
    std::set<std::string> names;
    for (const ParameterEntry& entry : parameter_table.entry) {
        const std::string name = trait_name(entry);
        EXPECT_TRUE(names.insert(name).second) << name << ": " << entry.group << "." << entry.name;
        EXPECT_LE(name.size(), 8u);
        EXPECT_EQ(name.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"), std::string::npos) << name;
    }
}

TEST(Adtrait, TheLabelIsThePathAndUnitOfTheCohortFile) {
    const cohort::Cohort cohort = head_to_head();
    const auto traits = trait_columns(studies({cohort.study}));
    const auto growth = std::find_if(traits.begin(), traits.end(),
                                     [](const TraitColumn& trait) { return trait.name == "TUGRORAT"; });
    ASSERT_NE(growth, traits.end());
    EXPECT_EQ(growth->label, "tumour.growth_rate (1/d)");
}

TEST(TraitLabel, HasAtMostFortyLettersAndDropsTheUnitForThat) {
    for (const ParameterEntry& entry : parameter_table.entry)
        EXPECT_LE(trait_label(entry).size(), 40u) << trait_label(entry);
    EXPECT_EQ(trait_label({"aldesleukin", "intercompartmental_clearance", "L/h", 0, ""}),
              "aldesleukin.intercompartmental_clearance");
}

TEST(Adtrait, HasEveryTraitThatDiffersBetweenPatients) {
    const cohort::Cohort cohort = head_to_head();
    const auto traits = trait_columns(studies({cohort.study}));
    const auto has = [&](const std::string& label) {
        return std::any_of(traits.begin(), traits.end(), [&](const TraitColumn& t) {
            return t.label.compare(0, label.size() + 2, label + " (") == 0;
        });
    };
    EXPECT_TRUE(has("tumour.growth_rate"));
    EXPECT_FALSE(has("tumour.growth_limit"));  // the same for all
    EXPECT_FALSE(has("covariates.age"));       // AGE of ADSL
    // Fixed in each population, at another value: it differs between patients of the run.
    Study other = cohort.study;
    for (int i = 0; i < parameter_count; ++i)
        if (std::string(parameter_table[i].name) == "growth_limit")
            other.population.marginal[i].component[0].location *= 2;
    EXPECT_EQ(trait_columns(studies({cohort.study, other})).size(), traits.size() + 1);
}

}  // namespace
}  // namespace twinarm::adam
