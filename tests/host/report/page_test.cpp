// The page around the data: whole, alone, and not to be broken out of.
#include "host/report/page.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <nlohmann/json.hpp>
#include <regex>
#include <vector>

#include "tests/host/cli/page_data.hpp"

namespace twinarm::report {
namespace {

class Page : public testing::Test {
  protected:
    void SetUp() override {
        if (!report_is_built()) GTEST_SKIP() << "built without d3";
    }
};

TEST_F(Page, DataCannotEndTheElementThatHoldsThem) {
    const std::string page = report_page("a title", R"({"text": "</script><script>a & b)"
                                                    "\u2028\u2029\"}");
    EXPECT_NE(page.find(R"({"text": "\u003c/script\u003e\u003cscript\u003ea \u0026 b\u2028\u2029"})"),
              std::string::npos);
}

TEST_F(Page, DataDecodeToWhatTheyWere) {
    const nlohmann::json data = {{"</script>", "<!-- & > \u2028 µ \" \\"}, {"n", 1.5}};
    const TemporaryFolder folder;
    put_text(folder / "r.html", report_page("", data.dump()));
    EXPECT_EQ(cli::page_data(folder / "r.html"), data);
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

/// What stands in each element `name` that has no attributes.
std::vector<std::string> elements(const std::string& page, const std::string& name) {
    std::vector<std::string> found;
    const std::string start = "<" + name + ">", end = "</" + name + ">";
    for (std::size_t at = 0; (at = page.find(start, at)) != std::string::npos;) {
        at += start.size();
        found.push_back(page.substr(at, page.find(end, at) - at));
    }
    return found;
}

/// By openssl, which knows nothing of this program.
std::string digest_of(const std::string& text) {
    const TemporaryFolder folder;
    put_text(folder / "text", text);
    const std::string command = "openssl dgst -sha256 -binary " + (folder / "text").string() +
                                " | openssl base64 > " + (folder / "digest").string();
    if (std::system(command.c_str()) != 0) return "";
    const std::string digest = text_in(folder / "digest");
    return digest.substr(0, digest.find('\n'));
}

TEST_F(Page, ItsPolicyNamesEachScriptAndStyleByHashAndAllowsNoOther) {
    const std::string page = report_page("title", "{}");
    std::smatch policy;
    ASSERT_TRUE(
        std::regex_search(page, policy, std::regex("Content-Security-Policy\" content=\"([^\"]*)\"")));
    const std::string text = policy[1];
    EXPECT_EQ(text.find("unsafe"), std::string::npos) << text;
    const auto scripts = elements(page, "script"), styles = elements(page, "style");
    ASSERT_EQ(scripts.size(), 2u);
    ASSERT_EQ(styles.size(), 1u);
    if (digest_of("") != "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=") GTEST_SKIP() << "no openssl";
    EXPECT_EQ(
        text,
        "default-src 'none'; script-src 'sha256-" + digest_of(scripts[0]) + "' 'sha256-" +
            digest_of(scripts[1]) + "'; style-src 'sha256-" + digest_of(styles[0]) +
            "'; img-src data:; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; "
            "trusted-types 'none'");
}

TEST_F(Page, NothingOfItTurnsTextIntoMarkup) {
    const std::string script = elements(report_page("title", "{}"), "script").at(1);
    for (const char* way : {"innerHTML", "outerHTML =", "insertAdjacentHTML", "document.write", "DOMParser",
                            "eval(", "new Function", "srcdoc", "createContextualFragment", "setHTML"})
        EXPECT_EQ(script.find(way), std::string::npos) << way;
}

}  // namespace
}  // namespace twinarm::report
