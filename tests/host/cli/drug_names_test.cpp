// Every verb calls a drug what the cohort file calls it.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <regex>

#include "host/report/page.hpp"
#include "host/sbml/sbml.hpp"
#include "tests/host/cli/page_data.hpp"
#include "tests/host/cli/program.hpp"

namespace twinarm::cli {
namespace {

/// NKTR-214 under another name, with other numbers.
const std::string renamed = "schema = 1\ninclude = [\"" TWINARM_SOURCE_DIR
                            "/cohorts/head_to_head.toml\"]\n"
                            R"(
published = []
[study]
id = "mol1"
title = "MOL-1"
[drug.nktr214]
label = "MOL-1"
[nktr214]
one_chain_alpha_factor = { value = 124, source = "assumed" }
[regimen.nktr214_6ug_q3w]
dose = "0.009 mg/kg"
)";

/// The first cohort file below the heading of README, with its includes from where they are.
std::string molecule_of_the_readme() {
    const std::string page = text_in(TWINARM_SOURCE_DIR "/README.md"), start = "```toml\n";
    const std::size_t first = page.find(start, page.find("## My own molecule")) + start.size();
    const std::string text = page.substr(first, page.find("```", first) - first);
    const std::string folder = TWINARM_SOURCE_DIR "/cohorts/";
    return std::regex_replace(text, std::regex("\"((drugs/)?[a-z0-9_]+\\.toml)\""), "\"" + folder + "$1\"");
}

TEST(MoleculeOfTheReadme, IsReadWithoutAWarningAndRuns) {
    const TemporaryFolder folder;
    put_text(folder / "mol1.toml", molecule_of_the_readme());
    const Ended checked = run_program(folder, {"check", "mol1.toml"});
    EXPECT_TRUE(holds(checked.out, "ok: 4 arms")) << checked.out << checked.err;
    EXPECT_EQ(checked.err, "");
    const Ended ended = run_program(folder, {"run", "mol1.toml", "-n", "40", "--populations", "none"});
    EXPECT_EQ(ended.code, 0) << ended.err;
    EXPECT_TRUE(holds(ended.out, "MOL-1 100 ug/kg every 21 d")) << ended.out;
}

class DrugNames : public testing::Test {
  protected:
    static void SetUpTestSuite() {
        folder_ = new TemporaryFolder;
        put_text(*folder_ / "mol1.toml", renamed);
        made_ = new Ended(run({"run", "mol1.toml", "-n", "12", "--set", "trial.trials=20", "--set",
                               "study.horizon=12 wk", "--out", "run"}));
    }
    static void TearDownTestSuite() {
        delete made_;
        delete folder_;
    }
    static Ended run(const std::vector<std::string>& words) { return run_program(*folder_, words); }
    static void expect_its_name_alone(const std::string& text) {
        EXPECT_TRUE(holds(text, "MOL-1")) << text;
        EXPECT_FALSE(holds(text, "NKTR-214")) << text.substr(text.find("NKTR-214"), 200);
    }
    static TemporaryFolder* folder_;
    static Ended* made_;
};
TemporaryFolder* DrugNames::folder_ = nullptr;
Ended* DrugNames::made_ = nullptr;

TEST_F(DrugNames, InTheTable) {
    ASSERT_EQ(made_->code, 0) << made_->err;
    expect_its_name_alone(made_->out);
}

TEST_F(DrugNames, InTheSummary) {
    expect_its_name_alone(text_in(*folder_ / "run/summary.json"));
}

TEST_F(DrugNames, InTheCourseOfAPatient) {
    for (const char* format : {"--arm", "--json"}) {
        std::vector<std::string> words{"show", "run", "3", "--arm", "nktr214_nivolumab"};
        if (std::string(format) == "--json") words.push_back(format);
        const Ended ended = run(words);
        ASSERT_EQ(ended.code, 0) << ended.err;
        expect_its_name_alone(ended.out);
    }
}

TEST_F(DrugNames, InADecision) {
    const Ended ended =
        run({"decide", "mol1.toml", "--arm", "nktr214_nivolumab", "--against", "nivolumab", "-n", "20",
             "--set", "study.horizon=12 wk", "--set", "trial.trials=20", "--sizes", "20"});
    ASSERT_EQ(ended.code, 0) << ended.err;
    expect_its_name_alone(ended.out);
}

TEST_F(DrugNames, InSbml) {
    if (!sbml::sbml_is_built()) GTEST_SKIP() << "built without libSBML";
    const Ended ended = run({"export", "run", "--patient", "3", "--arm", "nktr214", "-o", "course.xml"});
    ASSERT_EQ(ended.code, 0) << ended.err;
    // What a parameter means speaks of the drug that it was measured with.
    const std::regex notes("<notes>[\\s\\S]*?</notes>");
    expect_its_name_alone(std::regex_replace(text_in(*folder_ / "course.xml"), notes, ""));
}

TEST_F(DrugNames, InTheReport) {
    if (!report::report_is_built()) GTEST_SKIP() << "built without d3";
    const Ended ended = run({"report", "run", "-o", "run.html", "--sample", "10"});
    ASSERT_EQ(ended.code, 0) << ended.err;
    nlohmann::json data = page_data(*folder_ / "run.html");
    data.erase("parameters");  // their sources and meanings speak of the drug that they were measured with
    expect_its_name_alone(data.dump());
    bool drawn = false;
    for (const auto& drug : data["pathway"]["drugs"])
        drawn = drawn || (drug["drug"] == "MOL-1" && drug["kind"] == "nktr214");
    EXPECT_TRUE(drawn);
}

}  // namespace
}  // namespace twinarm::cli
