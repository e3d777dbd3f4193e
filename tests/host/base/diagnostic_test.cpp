// Places of errors and warnings.
#include "host/base/diagnostic.hpp"

#include <gtest/gtest.h>

namespace twinarm::base {
namespace {

TEST(Diagnostic, AFileHasLinesAndColumns) {
    EXPECT_EQ(text_of({"c.toml", 4, 8, "wrong"}), "c.toml:4:8: wrong");
}

TEST(Diagnostic, AnOptionHasLetters) {
    EXPECT_EQ(text_of({"--set trial.n=x", 0, 9, "wrong"}), "--set trial.n=x, character 9: wrong");
    const Place whole = place_of_option("-n 5");
    EXPECT_EQ(text_of({whole.file, whole.line, whole.column, "wrong"}), "-n 5: wrong");
}

TEST(Diagnostic, APlaceCountsLinesAndLetters) {
    const Place place = place_in("c.toml", "a\ncaf\xc3\xa9 x", 8);
    EXPECT_EQ(place.line, 2);
    EXPECT_EQ(place.column, 6);
}

TEST(Diagnostic, AWarningIsNoErrorAndIsSaidOnce) {
    Report report;
    report.warn({"c.toml", 1, 1}, "rarely meant");
    report.warn({"c.toml", 1, 1}, "rarely meant");
    EXPECT_TRUE(report.empty());
    EXPECT_NO_THROW(report.throw_if_any());
    EXPECT_EQ(report.warnings().size(), 1u);
}

}  // namespace
}  // namespace twinarm::base
