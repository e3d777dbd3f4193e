// The folder of a run that someone else made: its texts are text, its numbers are checked, its links lead
// nowhere.
#include <gtest/gtest.h>

#include <functional>
#include <nlohmann/json.hpp>

#include "host/report/page.hpp"
#include "tests/host/cli/page_data.hpp"
#include "tests/host/cli/program.hpp"
#include "tests/host/cli/sealed_run.hpp"

namespace twinarm::cli {
namespace {

using Json = nlohmann::ordered_json;
using Words = std::vector<std::string>;

// What the reader of cohorts takes; the rest can stand in run.json.
const std::string hostile = "</script><script>alert(1)</script>\u200f\u061c&";
const std::string controls = "\033[2J\x07\u202e\u009b2J\u2028";

class Stranger : public testing::Test {
  protected:
    static void SetUpTestSuite() {
        folder_ = new TemporaryFolder;
        put_text(*folder_ / "cohort.toml",
                 "schema = 1\ninclude = [\"" + cohorts +
                     "/select.toml\"]\n[study]\ntitle = \"</script><script>alert(1)</script>"
                     "\\u200f\\u061c&\"\n");
        const Ended run = run_program(*folder_, {"run", "cohort.toml", "-n", "40", "--populations", "none",
                                                 "--set", "trial.trials=20", "--quiet", "--out", "run"});
        ASSERT_EQ(run.code, 0) << run.err;
    }
    static void TearDownTestSuite() {
        delete folder_;
        folder_ = nullptr;
    }
    void SetUp() override { ASSERT_TRUE(std::filesystem::exists(*folder_ / "run/run.json")); }

    static Ended twinarm(const Words& words) { return run_program(*folder_, words); }
    /// A copy of the run with one of its JSON files changed, sealed again.
    static std::string changed(const std::string& file, const std::function<void(Json&)>& change) {
        std::filesystem::remove_all(*folder_ / "changed");
        std::filesystem::copy(*folder_ / "run", *folder_ / "changed");
        Json json = Json::parse(text_in(*folder_ / "changed" / file));
        change(json);
        put_text(*folder_ / "changed" / file, file == "run.json" ? store::sealed_text(json) : json.dump());
        if (file != "run.json") seal_run(*folder_ / "changed");
        return "changed";
    }
    static TemporaryFolder* folder_;
};
TemporaryFolder* Stranger::folder_ = nullptr;

TEST_F(Stranger, ItsTextsCannotLeaveThePlaceInTheReportThatHoldsThem) {
    if (!report::report_is_built()) GTEST_SKIP() << "built without d3";
    const Ended ended = twinarm({"report", "run", "-o", "r.html", "--sample", "10"});
    ASSERT_EQ(ended.code, 0) << ended.err;
    const std::string page = text_in(*folder_ / "r.html");
    EXPECT_FALSE(holds(page, "<script>alert"));
    EXPECT_FALSE(holds(page, "alert(1)</script>"));
    EXPECT_EQ(page_data(*folder_ / "r.html")["summary"]["study"]["title"], hostile);
}

TEST_F(Stranger, ItsTextsMoveNothingOnATerminal) {
    const std::string run = changed("run.json", [](Json& json) {
        json["version"] = controls + hostile;
        json["endpoints"] = {{"of", controls + hostile}};
    });
    for (const Words& words :
         {Words{"show", "run", "3"}, Words{"show", "run", "3", "--json"}, Words{"compare", "run", run},
          Words{"compare", "run", run, "--json"}, Words{"predictors", "run"}, Words{"exposure", "run"},
          Words{"endpoints", "run"}, Words{"endpoints", "run", "--json"},
          Words{"plan", "cohort.toml", "-n", "4"}, Words{"show", run, "3"}, Words{"report", run}}) {
        const Ended ended = twinarm(words);
        for (const char* control : {"\033", "\u202e", "\u009b", "\u2028", "\x07", "\u200f", "\u061c"})
            EXPECT_FALSE(holds(ended.out + ended.err, control)) << words[0] << ' ' << words[1];
    }
    EXPECT_TRUE(holds(twinarm({"show", "run", "3"}).out, "\\u200f\\u061c"));
    EXPECT_EQ(Json::parse(twinarm({"endpoints", "run", "--json"}).out)["study"]["title"], hostile);
}

TEST_F(Stranger, ASummaryThatIsNotAsItsSchemaSaysIsFourWithItsPlace) {
    struct Case {
        const char *pointer, *value;
    };
    for (const Case& one :
         {Case{"/arms/0/orr_population/estimate", "1.5"}, Case{"/arms/0/patients", "-1"},
          Case{"/arms/0/bor_counts/PR", "0.5"}, Case{"/arms/0/orr_trial/n", "3000000000"},
          Case{"/arms/0/pfs/median_days", "-3"}, Case{"/published/0/role", "[]"},
          Case{"/published/0/denominator", "\"all\""}, Case{"/study/title", "{}"}, Case{"/arms", "[]"},
          Case{"/arms/0/id", "\"another\""}, Case{"/study/seed", "77"}, Case{"/study/patients", "39"},
          Case{"/twins", "7"}, Case{"/populations", R"({"file": "f", "sha256": "", "populations": 1,
                                "populations_in_file": 1, "effective": 1, "patients_each": 1, "patients_counted": 1})"}}) {
        const std::string run = changed("summary.json", [&](Json& json) {
            json[Json::json_pointer(one.pointer)] = Json::parse(one.value);
        });
        for (const Words& words : {Words{"compare", run}, Words{"report", run, "-o", "x.html"}}) {
            if (words[0] == "report" && !report::report_is_built()) continue;
            const Ended ended = twinarm(words);
            EXPECT_EQ(ended.code, 4) << one.pointer << ended.err;
            EXPECT_TRUE(holds(ended.err, std::string("changed/summary.json:1:1: ") + one.pointer))
                << ended.err;
            EXPECT_TRUE(holds(ended.err, "run the cohort again")) << ended.err;
        }
        EXPECT_FALSE(std::filesystem::exists(*folder_ / "x.html")) << one.pointer;
    }
}

TEST_F(Stranger, ARecordThatIsNotAsItsSchemaSaysIsFourForEveryVerb) {
    struct Case {
        const char *pointer, *value;
    };
    for (const Case& one : {Case{"/patients_done", "1000000000000000000"}, Case{"/device", "\"a\""},
                            Case{"/outputs/patients.csv/bytes", "-1"}, Case{"/tolerances/relative", "-1"},
                            Case{"/failures/by_status", "{}"}, Case{"/inputs/0/path", "1"}}) {
        const std::string run = changed(
            "run.json", [&](Json& json) { json[Json::json_pointer(one.pointer)] = Json::parse(one.value); });
        for (const Words& words : {Words{"compare", run}, Words{"show", run, "3"}, Words{"predictors", run},
                                   Words{"endpoints", run}}) {
            const Ended ended = twinarm(words);
            EXPECT_EQ(ended.code, 4) << words[0] << one.pointer << ended.err;
            EXPECT_TRUE(holds(ended.err, std::string("changed/run.json:1:1: ") + one.pointer)) << ended.err;
        }
    }
}

TEST_F(Stranger, RowsBeyondTheStudyAreFour) {
    if (!report::report_is_built()) GTEST_SKIP() << "built without d3";
    for (const auto& [file, column, value] :
         {std::tuple("patients.csv", "pfs_d", "1e18"), std::tuple("patients.csv", "os_d", "-1"),
          std::tuple("trials.csv", "n", "2000000000")}) {
        const std::string run = changed("run.json", [](Json&) {});
        Words lines = lines_of(text_in(*folder_ / run / file)), names, cells;
        const auto split = [](const std::string& line) {
            Words parts(1);
            for (const char c : line) c == ',' ? parts.emplace_back() : parts.back() += c;
            return parts;
        };
        names = split(lines[0]), cells = split(lines[1]);
        for (std::size_t i = 0; i < names.size(); ++i)
            if (names[i] == column) cells[i] = value;
        lines[1].clear();
        for (const std::string& cell : cells) lines[1] += (lines[1].empty() ? "" : ",") + cell;
        std::string text;
        for (const std::string& line : lines) text += line + '\n';
        put_text(*folder_ / run / file, text);
        seal_run(*folder_ / run);
        const Ended ended = twinarm({"report", run, "-o", "x.html"});
        EXPECT_EQ(ended.code, 4) << column << ended.err;
        EXPECT_TRUE(holds(ended.err, std::string(file) + ":2:")) << ended.err;
    }
}

TEST_F(Stranger, ALinkInItsFolderIsNotFollowedByWhatIsWrittenThere) {
    if (!report::report_is_built()) GTEST_SKIP() << "built without d3";
    put_text(*folder_ / "mine", "precious");
    const std::string run = changed("run.json", [](Json&) {});
    for (const char* name : {"report.html", "report.html.partial"})
        std::filesystem::create_symlink(*folder_ / "mine", *folder_ / run / name);
    EXPECT_EQ(twinarm({"report", run, "-o", run + "/report.html", "--sample", "10"}).code, 0);
    for (const char* name :
         {"patients.csv.partial", "run.json.partial", "write_test.partial", "trials.csv"}) {
        std::filesystem::remove(*folder_ / run / name);
        std::filesystem::create_symlink(*folder_ / "mine", *folder_ / run / name);
    }
    EXPECT_EQ(twinarm({"run", "cohort.toml", "-n", "4", "--set", "trial.trials=20", "--quiet", "--force",
                       "--out", run})
                  .code,
              0);
    EXPECT_EQ(text_in(*folder_ / "mine"), "precious");
}

}  // namespace
}  // namespace twinarm::cli
