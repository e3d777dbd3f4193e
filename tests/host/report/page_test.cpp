// The page around the data: whole, alone, and not to be broken out of.
#include "host/report/page.hpp"

#include <gtest/gtest.h>

#include <regex>

namespace twinarm {
namespace {

class Page : public testing::Test {
  protected:
    void SetUp() override {
        if (!report_is_built()) GTEST_SKIP() << "built without d3";
    }
};

TEST_F(Page, DataCannotEndTheElementThatHoldsThem) {
    const std::string page = report_page("a title", R"({"text": "</script><script>alert;"})");
    EXPECT_NE(page.find(R"({"text": "\u003c/script>\u003cscript>alert;"})"), std::string::npos);
}

TEST_F(Page, ATitleIsText) {
    const std::string page = report_page("<b> & \"more\" {{data}}", "{}");
    EXPECT_NE(page.find("<title>&lt;b&gt; &amp; &quot;more&quot; {{data}}</title>"), std::string::npos);
}

TEST_F(Page, HoldsTheLibraryOnceAndNoPlaceToFill) {
    const std::string page = report_page("title", "{}");
    const std::size_t first = page.find("https://d3js.org v");
    ASSERT_NE(first, std::string::npos);
    EXPECT_EQ(page.find("https://d3js.org v", first + 1), std::string::npos);
    EXPECT_EQ(page.find("{{"), std::string::npos);
}

TEST_F(Page, NamesNoFileToLoad) {
    const std::string page = report_page("title", "{}");
    EXPECT_FALSE(
        std::regex_search(page.substr(0, page.find("<script>")), std::regex("src=|<link|url\\(|@import")));
    EXPECT_NE(page.find("default-src 'none'"), std::string::npos);
}

}  // namespace
}  // namespace twinarm
