// Lesions that are not measured: without them gone there is no CR.
#include "kernels/endpoint/assessment.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "tests/kernels/reference_study.hpp"

namespace twinarm {
namespace {

using namespace reference;

std::vector<Response> responses(bool others_stay, Criteria criteria, const std::vector<double>& readings) {
    ResponseRules rules = unconfirmed_recist();
    rules.criteria = criteria;
    const ScanSchedule schedule = scans_every(6 * week, 52 * week);
    Assessment a = assess_baseline(100);
    a.other_lesions_stay = others_stay;
    std::vector<Response> found;
    for (const double mm : readings) {
        assess_scan(a, mm, false, schedule, rules);
        found.push_back(a.latest);
    }
    return found;
}

TEST(OtherLesionsThatStay, MakeACompleteResponseAPartialOneAndLeaveEveryOtherAsItIs) {
    for (const Criteria criteria : {Criteria::recist11, Criteria::who, Criteria::irecist}) {
        const std::vector<double> readings{90, 60, 0, 0, 4, 50};
        const std::vector<Response> gone = responses(false, criteria, readings),
                                    staying = responses(true, criteria, readings);
        EXPECT_EQ(gone[2], Response::CR);
        for (std::size_t i = 0; i < readings.size(); ++i)
            EXPECT_EQ(staying[i], gone[i] == Response::CR ? Response::PR : gone[i]) << i;
        EXPECT_EQ(staying.back(), Response::PD);
    }
}

}  // namespace
}  // namespace twinarm
