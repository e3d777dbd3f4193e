// Charts that a page hands over: only those of this program become files.
#include "host/report/figures.hpp"

#include <gtest/gtest.h>

#include <regex>
#include <set>

#include "host/base/errors.hpp"
#include "host/report/chart_names.hpp"
#include "host/report/page.hpp"

namespace twinarm::report {
namespace {

const std::vector<std::string> charts = chart_names(cohort::own_drugs());

std::string page_with(const std::string& list) {
    return "<html><pre id=\"figures\" hidden=\"\">" + list + "</pre></html>";
}

std::string refusal(const std::string& list) {
    try {
        figures_in(page_with(list), charts);
    } catch (const base::DataError& error) {
        return error.what();
    }
    return "";
}

TEST(Figures, AChartOfThisProgramIsTaken) {
    const auto figures =
        figures_in(page_with(R"([{"name": "pfs", "svg": "<svg/>", "png": "aGk="}])"), charts);
    ASSERT_EQ(figures.size(), 1u);
    EXPECT_EQ(figures[0].name, "pfs");
    EXPECT_EQ(figures[0].svg, "<svg/>");
    EXPECT_EQ(figures[0].png, "hi");
}

TEST(Figures, AnyOtherNameIsRefusedByItsName) {
    for (const std::string name : {"../../x", "/etc/x", "", "pfs.svg", "PFS", "pathway_other"}) {
        const std::string text = refusal(R"([{"name": ")" + name + R"(", "svg": "", "png": ""}])");
        EXPECT_NE(text.find("`" + name + "`"), std::string::npos) << text;
    }
}

TEST(Figures, TheSameChartTwiceIsRefused) {
    const std::string one = R"({"name": "os", "svg": "", "png": ""})";
    EXPECT_NE(refusal("[" + one + "," + one + "]").find("os twice"), std::string::npos);
}

TEST(Figures, WhatIsNoListOfChartsIsRefusedOrNothing) {
    for (const char* list : {R"([1])", R"([{"name": "pfs"}])", R"([{"name": 1, "svg": "", "png": ""}])"})
        EXPECT_NE(refusal(list), "") << list;
    EXPECT_TRUE(figures_in("<html></html>", charts).empty());
    EXPECT_TRUE(figures_in(page_with("[{"), charts).empty());
}

TEST(Figures, TheListOfThePageItselfIsTheLastOne) {
    const std::string forged = page_with(R"([{"name": "../x", "svg": "", "png": ""}])");
    EXPECT_EQ(figures_in(forged + page_with(R"([{"name": "os", "svg": "", "png": ""}])"), charts).size(), 1u);
}

TEST(Figures, EveryChartOfThePageHasItsNameInTheProgram) {
    if (!report_is_built()) GTEST_SKIP() << "built without d3";
    const std::string page = report_page("", "{}");
    const std::set<std::string> known(charts.begin(), charts.end());
    const std::regex name("\\{ name: \"(\\w+)\"(,)");
    std::set<std::string> drawn;
    for (std::sregex_iterator at(page.begin(), page.end(), name), end; at != end; ++at)
        drawn.insert((*at)[1]);
    for (const std::string& one : drawn) EXPECT_TRUE(known.count(one)) << one;
    for (const std::string& one : known)
        EXPECT_TRUE(drawn.count(one) || one.rfind("pathway_", 0) == 0) << one;
    EXPECT_TRUE(known.count("pathway_nktr214") && known.count("pathway_aldesleukin"));
}

TEST(Figures, AFurtherDrugHasItsPathway) {
    auto drugs = cohort::own_drugs();
    drugs.push_back({"mol1", "MOL-1", Drug::aldesleukin, 1});
    const std::string page = page_with(R"([{"name": "pathway_mol1", "svg": "", "png": ""}])");
    EXPECT_EQ(figures_in(page, chart_names(drugs)).size(), 1u);
}

}  // namespace
}  // namespace twinarm::report
