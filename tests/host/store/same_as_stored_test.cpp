// A patient simulated again: what differs from the run is said, and nothing else is an error.
#include "host/store/same_as_stored.hpp"

#include <gtest/gtest.h>

#include "host/base/errors.hpp"

namespace twinarm::store {
namespace {

std::string message(const std::vector<StoredAndNow>& facts) {
    RunRecord record;
    record.version = "0.0";
    try {
        require_same("runs/a", record, 17, facts);
    } catch (const base::VerificationError& error) {
        return error.what();
    }
    return "";
}

TEST(SameAsStored, EqualFactsAreNoError) {
    EXPECT_EQ(message({}), "");
    EXPECT_EQ(message({{"a", "PR", "PR"}, {"b", "CR", "CR"}}), "");
}

TEST(SameAsStored, EveryFactThatDiffersIsNamedWithBothSides) {
    if (!has_the_bits_of_a_run()) GTEST_SKIP() << "the fast build may differ";
    const std::string text = message({{"a", "CR", "CR"}, {"b", "PR", "SD"}, {"c", "-0.25", "-0.5"}});
    EXPECT_EQ(text.find("runs/a/patients.csv: patient 17 differs from what is stored"), 0u) << text;
    EXPECT_NE(text.find("\n  stored: PR\n  now:    SD\n  stored: -0.25\n  now:    -0.5\n"), std::string::npos)
        << text;
    EXPECT_EQ(text.find("CR"), std::string::npos) << text;
    EXPECT_NE(text.find("twinarm show runs/a 17 --arm b"), std::string::npos) << text;
}

}  // namespace
}  // namespace twinarm::store
