// Points of published curves, from the cohort file to the page.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "host/report/chart_parts.hpp"

namespace twinarm::report {
namespace {

TEST(PublishedCurves, AreOneForEachCurveThatATrialHas) {
    cohort::Cohort cohort;
    cohort.published.push_back({"A", "arm", 1, 2, -1, "validation", "a source"});
    cohort.published.push_back({"B", "arm", 1, 2, -1, "calibration", "another"});
    cohort.published[0].pfs = {{61, 0.75}, {122, 0.5}};
    cohort.published[0].lymphocytes = {{7, 2.25}};
    EXPECT_EQ(published_curves_part(cohort), store::Json::parse(R"([
        {"kind": "pfs", "arm": "arm", "label": "A", "role": "validation", "source": "a source",
         "points": [[61, 0.75], [122, 0.5]]},
        {"kind": "lymphocytes", "arm": "arm", "label": "A", "role": "validation", "source": "a source",
         "points": [[7, 2.25]]}])"));
}

TEST(PublishedCurves, KeepEveryDigitOfATime) {
    cohort::Cohort cohort;
    cohort.published.push_back({"A", "arm", 1, 2, -1, "validation", "a source"});
    cohort.published[0].pfs = {{1095.75, 0.123456789}};  // 36 months
    EXPECT_EQ(published_curves_part(cohort)[0]["points"], store::Json::parse("[[1095.75, 0.123456789]]"));
}

}  // namespace
}  // namespace twinarm::report
