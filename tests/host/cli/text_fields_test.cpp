// Markup, quotes, commas, path pieces and marks of right-to-left texts in every text field of a cohort:
// nothing on a terminal moves, CSV files have their cells, JSON files and pages the text, and no file is
// named by it.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <set>

#include "host/base/csv_line.hpp"
#include "host/report/page.hpp"
#include "host/sbml/sbml.hpp"
#include "tests/host/cli/page_data.hpp"
#include "tests/host/cli/program.hpp"

namespace twinarm::cli {
namespace {

using Json = nlohmann::ordered_json;
using Words = std::vector<std::string>;

/// The text after a word that tells the fields apart.
std::string in_toml(const std::string& field) {
    return '"' + field + "</script><zz>&\\\"',;../../x\\u200f\"";
}
std::string text_of(const std::string& field) {
    return field + "</script><zz>&\"',;../../x\u200f";
}

class TextFields : public testing::Test {
  protected:
    static void SetUpTestSuite() {
        folder_ = new TemporaryFolder;
        std::filesystem::create_directory(*folder_ / "deep");
        put_text(
            *folder_ / "deep/cohort.toml",
            "schema = 1\ninclude = [\"" + cohorts + "/select.toml\"]\n[study]\nid = " + in_toml("id") +
                "\ntitle = " + in_toml("title") + "\ndisease = " + in_toml("disease") +
                "\nhorizon = \"12 wk\"\n[assessment]\nconfirmation = \"none\"\n[trial]\ntrials = "
                "5\n[drug.aldesleukin]\nlabel = " +
                in_toml("drug") + "\nsource = " + in_toml("source") + "\n[regimen." + in_toml("regimen") +
                "]\nlike = \"aldesleukin_high_dose\"\nlabel = " + in_toml("words") + "\n[[arm]]\nid = " +
                in_toml("arm") + "\nlabel = " + in_toml("label") + "\nregimens = [" + in_toml("regimen") +
                "]\n[[arm]]\nid = \"untreated\"\nregimens = []\n[[pool]]\nid = " + in_toml("pool") +
                "\nlabel = " + in_toml("pooled") + "\nparts = { " + in_toml("arm") +
                " = 1 }\n[[published]]\nlabel = " + in_toml("trial") + "\narm = " + in_toml("arm") +
                "\nresponders = 1\nn = 9\nrole = \"validation\"\nsource = " + in_toml("reference") + "\n");
        run_ = twinarm({"run", "deep/cohort.toml", "-n", "200", "--out", "deep/run", "--save",
                        "tables,courses", "--table-format", "json", "--courses", "2"});
    }
    static void TearDownTestSuite() {
        delete folder_;
        folder_ = nullptr;
    }
    void SetUp() override { ASSERT_EQ(run_.code, 0) << run_.err; }

    static Ended twinarm(const Words& words) { return run_program(*folder_, words); }

    // Files are in `deep`, so that ../ stays inside of the test's folder.
    static TemporaryFolder* folder_;
    static Ended run_;
};
TemporaryFolder* TextFields::folder_ = nullptr;
Ended TextFields::run_;

TEST_F(TextFields, MoveNothingOnATerminal) {
    EXPECT_TRUE(holds(run_.out, "\\u200f"));
    for (const Words& words :
         {Words{"check", "deep/cohort.toml"}, Words{"plan", "deep/cohort.toml", "-n", "4"},
          Words{"show", "deep/run", "3"}, Words{"compare", "deep/run", "deep/run"},
          Words{"predictors", "deep/run"}, Words{"exposure", "deep/run"}, Words{"endpoints", "deep/run"},
          Words{"sweep", "deep/cohort.toml", "-n", "4", "--over", "trial.n=5,6"}}) {
        const Ended ended = twinarm(words);
        EXPECT_EQ(ended.code, 0) << words[0] << ended.err;
        EXPECT_FALSE(holds(ended.out + ended.err, "\u200f")) << words[0];
        Words json = words;
        json.push_back("--json");
        EXPECT_FALSE(holds(twinarm(json).out, "\u200f")) << words[0];
    }
}

TEST_F(TextFields, OfTheCommandLineMoveNothingEither) {
    const std::string word = "\x1b[31mword\u202e";
    for (const Words& words :
         {Words{word}, Words{"run", "deep/cohort.toml", word}, Words{"run", "--" + word},
          Words{"run", "deep/cohort.toml", "--threads", word},
          Words{"run", "deep/cohort.toml", "--chunk", word}, Words{"run", "deep/cohort.toml", "--save", word},
          Words{"completion", word}, Words{"check", word}, Words{"show", word, "3"}, Words{"merge", word},
          Words{"sweep", "deep/cohort.toml", "--over", word}}) {
        const Ended ended = twinarm(words);
        EXPECT_NE(ended.code, 0) << words[0];
        EXPECT_TRUE(holds(ended.err, "word")) << words[0] << ended.err;
        EXPECT_FALSE(holds(ended.err, "\x1b") || holds(ended.err, "\u202e")) << words[0] << ended.err;
    }
}

TEST_F(TextFields, StandInCsvFilesAsTheyAre) {
    ASSERT_EQ(twinarm({"predictors", "deep/run", "--csv", "deep/predictors.csv"}).code, 0);
    ASSERT_EQ(
        twinarm({"sweep", "deep/cohort.toml", "-n", "4", "--over", "trial.n=5,6", "--csv", "deep/sweep.csv"})
            .code,
        0);
    for (const char* file :
         {"run/patients.csv", "run/trials.csv", "run/courses.csv", "predictors.csv", "sweep.csv"}) {
        if (!std::filesystem::exists(*folder_ / "deep" / file)) continue;  // courses are a Parquet file
        const Words lines = lines_of(text_in(*folder_ / "deep" / file));
        ASSERT_GT(lines.size(), 1u) << file;
        const std::size_t columns = base::csv_cells(lines[0])->size();
        bool found = false;
        for (const std::string& line : lines) {
            const auto cells = base::csv_cells(line);
            ASSERT_TRUE(cells) << file << ": " << line;
            EXPECT_EQ(cells->size(), columns) << file << ": " << line;
            for (const base::CsvCell& cell : *cells) {
                found = found || cell.text == text_of("arm");
                EXPECT_TRUE(!base::begins_as_formula(cell.text) || std::atof(cell.text.c_str()) != 0)
                    << cell.text;
            }
        }
        EXPECT_TRUE(found) << file;
    }
}

TEST_F(TextFields, StandInJsonFilesAsTheyAre) {
    const Json summary = Json::parse(text_in(*folder_ / "deep/run/summary.json"));
    EXPECT_EQ(summary["study"]["id"], text_of("id"));
    EXPECT_EQ(summary["study"]["title"], text_of("title"));
    EXPECT_EQ(summary["study"]["disease"], text_of("disease"));
    EXPECT_EQ(summary["arms"][0]["id"], text_of("arm"));
    EXPECT_EQ(summary["arms"][0]["label"], text_of("label"));
    EXPECT_EQ(summary["pools"][0]["id"], text_of("pool"));
    EXPECT_EQ(Json::parse(text_in(*folder_ / "deep/run/run.json"))["study"], text_of("id"));
    const std::string adsl = text_in(*folder_ / "deep/run/adsl.json");
    EXPECT_EQ(Json::parse(adsl)["studyOID"], text_of("id"));
    EXPECT_TRUE(holds(Json::parse(adsl)["rows"].dump(), Json(text_of("label")).dump()));
}

TEST_F(TextFields, AreNoMarkupInPagesAndXml) {
    if (sbml::sbml_is_built()) {
        ASSERT_EQ(
            twinarm({"export", "deep/run", "--patient", "3", "--arm", text_of("arm"), "-o", "deep/out.xml"})
                .code,
            0);
        const std::string xml = text_in(*folder_ / "deep/out.xml");
        EXPECT_FALSE(holds(xml, "<zz>"));
        EXPECT_TRUE(holds(xml, "&lt;zz&gt;&amp;"));
    }
    if (report::report_is_built()) {
        ASSERT_EQ(twinarm({"report", "deep/run", "-o", "deep/out.html", "--sample", "10"}).code, 0);
        EXPECT_FALSE(holds(text_in(*folder_ / "deep/out.html"), "<zz>"));
        EXPECT_EQ(page_data(*folder_ / "deep/out.html")["summary"]["arms"][0]["label"], text_of("label"));
    }
}

TEST_F(TextFields, NameNoFiles) {
    std::set<std::string> names;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder_->path()))
        names.insert(entry.path().filename().string());
    for (const std::string& name : names) {
        EXPECT_FALSE(holds(name, "zz")) << name;
        EXPECT_NE(name, "x");
    }
    EXPECT_FALSE(std::filesystem::exists(folder_->path().parent_path() / "x"));
}

}  // namespace
}  // namespace twinarm::cli
