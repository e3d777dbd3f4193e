// "Did you mean ...?"
#include "host/base/nearest.hpp"

#include <gtest/gtest.h>

namespace twinarm::base {
namespace {

TEST(Nearest, DistanceCountsEditsAndSwaps) {
    EXPECT_EQ(edit_distance("killing", "killing"), 0);
    EXPECT_EQ(edit_distance("kiling", "killing"), 1);
    EXPECT_EQ(edit_distance("klliing", "killing"), 2);
    EXPECT_EQ(edit_distance("horzion", "horizon"), 1);  // one swap of neighbours
    EXPECT_EQ(edit_distance("", "abc"), 3);
    EXPECT_EQ(edit_distance("kitten", "sitting"), 3);
}

TEST(Nearest, ANearWordIsNamed) {
    EXPECT_EQ(did_you_mean("kiling", {"growth_rate", "killing"}), " (did you mean `killing`?)");
}

TEST(Nearest, AWordThatWasCutShortIsNamed) {
    EXPECT_EQ(did_you_mean("nivo", {"aldesleukin", "nivolumab"}), " (did you mean `nivolumab`?)");
    EXPECT_EQ(did_you_mean("ni", {"aldesleukin", "nivolumab"}), "");
}

TEST(Nearest, AFarWordIsNotNamed) {
    EXPECT_EQ(did_you_mean("colour", {"growth_rate", "killing"}), "");
}

TEST(Nearest, AListReadsAsASentence) {
    EXPECT_EQ(one_of({"a"}), "`a`");
    EXPECT_EQ(one_of({"a", "b", "c"}), "`a`, `b` or `c`");
}

}  // namespace
}  // namespace twinarm::base
