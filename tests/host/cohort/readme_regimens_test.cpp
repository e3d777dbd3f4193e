// The regimens that cohorts/README.md shows, read and given.
#include "kernels/launch/simulate_course.hpp"
#include "tests/host/cohort/cohort_files.hpp"

namespace twinarm::cohort {
namespace {

/// The examples from dose levels to event tables, one after the other.
std::string examples() {
    const std::string readme = text_of_file(shipped / "README.md"), fence = "```toml\n";
    const auto begin = readme.find("### How large a dose is"),
               end = readme.find("An arm's random reader errors");
    const std::string part = readme.substr(begin, end - begin);
    std::string all;
    for (auto at = part.find(fence); at != std::string::npos; at = part.find(fence, at)) {
        at += fence.size();
        const std::string example = part.substr(at, part.find("```", at) - at);
        if (example.find("scans =") == std::string::npos) all += example;  // of arms in general
    }
    return all;
}

class ReadmeRegimens : public CohortFiles {
  protected:
    Cohort with_arms() {
        write("plan.csv", event_table_in_readme());
        std::string text = examples();
        for (const char* name : {"nktr214_reduced", "nktr214_priming"})
            text += std::string("[[arm]]\nid = \"") + name + "\"\nregimens = [\"" + name + "\"]\n";
        return read_over_base(text);
    }
};

TEST_F(ReadmeRegimens, AreRead) {
    std::vector<std::string> ids;
    for (const ArmDesign& arm : with_arms().arms) ids.push_back(arm.id);
    EXPECT_EQ(ids, (std::vector<std::string>{"switch", "re_challenge", "from_a_table", "nktr214_reduced",
                                             "nktr214_priming"}));
}

TEST_F(ReadmeRegimens, PrimingDosesDouble) {
    const CourseLog log = simulate_course(with_arms().study, 1, 4);
    ASSERT_GE(log.doses.size(), 4u);
    EXPECT_EQ(log.doses[0].decision, DoseDecision::given);
    EXPECT_EQ(log.doses[1].decision, DoseDecision::escalated);
    EXPECT_EQ(log.doses[2].decision, DoseDecision::escalated);
    EXPECT_EQ(log.doses[3].decision, DoseDecision::given);
    EXPECT_NEAR(log.doses[1].amount, 2 * log.doses[0].amount, 1e-13 * log.doses[1].amount);
    EXPECT_NEAR(log.doses[3].amount, 4 * log.doses[0].amount, 1e-13 * log.doses[3].amount);
}

/// In a crowd of patients every path is taken, and none leaves its rules.
TEST_F(ReadmeRegimens, SwitchAndReChallengeFollowTheirEvents) {
    const Study study = with_arms().study;
    int switched = 0, challenged_again = 0;
    for (std::uint64_t patient = 0; patient < 60; ++patient) {
        const CourseLog change = simulate_course(study, patient, 0);
        for (const DoseRecord& dose : change.doses)
            if (dose.regimen == 1 && is_given(dose.decision)) {
                EXPECT_GE(dose.time_h, change.outcome.progression_h);
                ++switched;
                break;
            }
        double stop_h = -1;
        for (const DoseRecord& dose : simulate_course(study, patient, 1).doses) {
            if (dose.regimen == 0 && dose.decision == DoseDecision::stopped) stop_h = dose.time_h;
            if (dose.regimen == 0 || !is_given(dose.decision)) continue;
            ASSERT_GE(stop_h, 0);
            EXPECT_GE(dose.time_h, stop_h + 4 * 7 * 24);
            ++challenged_again;
            break;
        }
    }
    EXPECT_GT(switched, 0);
    EXPECT_GT(challenged_again, 0);
}

}  // namespace
}  // namespace twinarm::cohort
