// summary.schema.json against the declaration of the outcomes.
#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <set>

#include "host/store/summary_json.hpp"

namespace twinarm::table {
namespace {

TEST(SummarySchema, DescribesTheDistributionOfEveryOutcomeThatHasOne) {
    std::ifstream file(TWINARM_SOURCE_DIR "/host/store/summary.schema.json");
    const nlohmann::json arm = nlohmann::json::parse(file).at("$defs").at("arm");
    std::set<std::string> described, required, declared;
    for (const auto& [key, part] : arm.at("properties").items())
        if (part.value("$ref", "") == "#/$defs/spread") described.insert(key);
    for (const auto& key : arm.at("required")) required.insert(key);
    for (const OutcomeEntry& entry : outcome_table)
        if (entry.is_distribution()) declared.insert(store::spread_key(entry));
    EXPECT_EQ(described.erase("responders_first_course_doses"), 1u);  // of some patients: no outcome
    EXPECT_EQ(described, declared);
    for (const std::string& key : declared) EXPECT_EQ(required.count(key), 1u) << key;
}

}  // namespace
}  // namespace twinarm::table
