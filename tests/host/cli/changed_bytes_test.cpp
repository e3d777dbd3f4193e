// A byte of any file of a run is changed: every verb that uses the file ends with 8, says which file and
// prints no number. flipped_bytes_test.cpp changes many more.
#include <gtest/gtest.h>
#include <sys/stat.h>

#include "host/report/page.hpp"
#include "host/sbml/sbml.hpp"
#include "tests/host/cli/program.hpp"

namespace twinarm::cli {
namespace {

namespace fs = std::filesystem;
using Words = std::vector<std::string>;

class ChangedBytes : public testing::Test {
  protected:
    static void SetUpTestSuite() {
        made = new TemporaryFolder;
        put_text(*made / "two.csv",
                 "population,weight,tumour.killing.median\na,0.4,6e-5 1/h\nb,0.6,1.2e-4 1/h\n");
        const Words run{"run",   cohorts + "/select.toml", "--set",  "trial.trials=20",
                        "--set", "study.horizon=26 wk",    "--quiet"};
        for (const Words& more : {Words{"-n", "30", "--out", "plain"},
                                  Words{"-n", "1000", "--populations", "two.csv", "--out", "over"}}) {
            Words words = run;
            words.insert(words.end(), more.begin(), more.end());
            const Ended ended = run_program(*made, words);
            ASSERT_EQ(ended.code, 0) << ended.err;
        }
    }
    static void TearDownTestSuite() {
        delete made;
        made = nullptr;
    }
    /// The verbs that use a file of a run.
    static std::vector<Words> verbs_using(const std::string& file) {
        const Words compare{"compare", "run"}, endpoints{"endpoints", "run"},
            report{"report", "run", "-o", "x.html", "--sample", "10"};
        if (file == "outcomes.bin") return {endpoints};
        std::vector<Words> verbs;
        if (report::report_is_built()) verbs.push_back(report);
        if (file == "trials.csv") return verbs;
        verbs.push_back(compare);
        if (file == "summary.json") return verbs;
        for (const Words& words :
             {endpoints, Words{"show", "run", "3"}, Words{"show", "run", "3", "--json"},
              Words{"predictors", "run"}, Words{"exposure", "run"}, Words{"compare", "run", "--json"}})
            verbs.push_back(words);
        if (sbml::sbml_is_built())
            verbs.push_back({"export", "run", "--patient", "3", "--arm", "aldesleukin", "-o", "x.xml"});
        return verbs;
    }
    void use(const std::string& name) const {
        fs::remove_all(folder / "run");
        fs::copy(*made / name, folder / "run");
    }
    void expect_refused(const std::string& file, std::size_t at) const {
        for (const Words& words : verbs_using(file)) {
            const Ended ended = run_program(folder, words);
            EXPECT_EQ(ended.code, 8) << words[0] << ", byte " << at << " of " << file << ended.err;
            EXPECT_TRUE(holds(ended.err, file)) << words[0] << ended.err;
            if (words.back() != "--json") {
                EXPECT_EQ(ended.out, "") << words[0] << file << at;
            }
        }
        EXPECT_FALSE(fs::exists(folder / "x.html"));
        EXPECT_FALSE(fs::exists(folder / "x.xml"));
    }
    /// Bytes evenly spaced over the file, the first and the last among them; one bit of each, another each
    /// time.
    void change_bytes_of(const std::string& file, std::size_t places) const {
        const std::string whole = text_in(folder / "run" / file);
        for (std::size_t i = 0; i < places; ++i) {
            const std::size_t at = i * (whole.size() - 1) / (places - 1);
            std::string changed = whole;
            changed[at] = char(changed[at] ^ (1 << i % 7));
            put_text(folder / "run" / file, changed);
            expect_refused(file, at);
        }
        put_text(folder / "run" / file, whole);
    }
    static TemporaryFolder* made;
    TemporaryFolder folder;
};
TemporaryFolder* ChangedBytes::made = nullptr;

TEST_F(ChangedBytes, OfEveryFileAreSeenByEveryVerbThatUsesIt) {
    use("plain");
    for (const char* file :
         {"run.json", "resolved.toml", "patients.csv", "outcomes.bin", "trials.csv", "summary.json"})
        change_bytes_of(file, 4);
    for (const Words& words : verbs_using("run.json"))
        EXPECT_EQ(run_program(folder, words).code, 0) << words[0];
}

TEST_F(ChangedBytes, OfTheFilesOfARunOverPopulationsToo) {
    use("over");
    for (const char* file : {"populations.csv", "outcomes.bin", "trials.csv"}) change_bytes_of(file, 3);
}

TEST_F(ChangedBytes, EveryFileButTheRecordIsListedInIt) {
    use("over");
    const std::string record = text_in(folder / "run/run.json");
    for (const auto& entry : fs::directory_iterator(folder / "run"))
        if (entry.path().filename() != "run.json") {
            EXPECT_TRUE(holds(record, '"' + entry.path().filename().string() + "\": {")) << entry.path();
        }
}

TEST_F(ChangedBytes, AnotherRowThatReadsWellIsEightWithTheFile) {
    use("plain");
    std::string text = text_in(folder / "run/patients.csv");
    const std::size_t at = text.find(",0,PR,");
    ASSERT_NE(at, std::string::npos);
    put_text(folder / "run/patients.csv", text.replace(at, 6, ",0,PD,"));
    const Ended ended = run_program(folder, {"compare", "run"});
    EXPECT_EQ(ended.code, 8);
    EXPECT_TRUE(holds(ended.err, "run/patients.csv: is not the file that the run wrote")) << ended.err;
}

TEST_F(ChangedBytes, ALinkOrAPipeInThePlaceOfAFileIsNotRead) {
    for (const char* file : {"run.json", "resolved.toml", "patients.csv", "outcomes.bin", "summary.json"}) {
        use("plain");
        fs::rename(folder / "run" / file, folder / "elsewhere");
        fs::create_symlink(folder / "elsewhere", folder / "run" / file);
        for (int kind = 0; kind < 2; ++kind) {
            for (const Words& words : verbs_using(file)) {
                const Ended ended = run_program(folder, words);
                EXPECT_EQ(ended.code, 6) << words[0] << file << ended.err;
                EXPECT_TRUE(holds(ended.err, "not a plain file")) << words[0] << ended.err;
            }
            fs::remove(folder / "run" / file);
            ASSERT_EQ(mkfifo((folder / "run" / file).c_str(), 0600), 0);
        }
    }
}

}  // namespace
}  // namespace twinarm::cli
