// What every verb has: JSON, tables of at most 100 columns, NO_COLOR, completion, a manual page.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <stdlib.h>
#include <unistd.h>

#include <cerrno>
#include <map>
#include <nlohmann/json.hpp>

#include "host/table/text_table.hpp"
#include "tests/host/cli/program.hpp"

namespace twinarm::cli {
namespace {

using Words = std::vector<std::string>;
using Json = nlohmann::json;

class ReadingHabits : public testing::Test {
  protected:
    static const TemporaryFolder& folder() {
        static const TemporaryFolder once;
        static const int code = run_program(once, {"run", cohorts + "/head_to_head.toml", "-n", "40", "--set",
                                                   "trial.trials=20", "--quiet", "--out", "run"})
                                    .code;
        EXPECT_EQ(code, 0);
        static const bool cut = [] {
            for (const char* shard : {"1/2", "2/2"})
                run_program(once, {"run", cohorts + "/select.toml", "-n", "8", "--set", "trial.trials=20",
                                   "--shard", shard, "--out", "cut"});
            return true;
        }();
        EXPECT_TRUE(cut);
        return once;
    }
    static Ended run(const Words& words) { return run_program(folder(), words); }
    /// The verbs as the command line defines them.
    static Json verbs() { return Json::parse(run({"man", "--json"}).out)["verbs"]; }

    /// A command line of each verb that ends well; calibrate takes minutes, so that of it does not.
    static std::map<std::string, Words> commands() {
        const std::string four = cohorts + "/head_to_head.toml", few = "trial.trials=20";
        return {{"run", {four, "-n", "8", "--set", few, "--out", "again", "--force"}},
                {"merge", {"cut", "--force"}},
                {"status", {"run"}},
                {"check", {four}},
                {"plan", {four, "-n", "64"}},
                {"show", {"run", "3", "--parameters"}},
                {"export", {"run", "--patient", "3", "--arm", "nktr214", "-o", "3.xml"}},
                {"report", {"run", "-o", "report.html", "--sample", "10"}},
                {"endpoints", {"run", "--set", "assessment.criteria=WHO"}},
                {"compare", {"run", "run"}},
                {"calibrate", {"missing.toml"}},
                {"predictors", {"run"}},
                {"exposure", {"run", "--bins", "2"}},
                {"escalate",
                 {cohorts + "/first_in_human.toml", "-n", "40", "--populations", "none", "--set", few}},
                {"sweep", {four, "-n", "8", "--over", "trial.n=20,30"}},
                {"design", {cohorts + "/design_nktr214.toml", "-n", "8", "--set", "design.evaluations=12"}},
                {"decide",
                 {four, "-n", "8", "--arm", "nktr214_nivolumab", "--against", "nivolumab", "--set", few}},
                {"doctor", {}},
                {"completion", {"bash"}},
                {"man", {}},
                {"version", {}}};
    }
    static Words command(const std::string& verb, const Words& more = {}) {
        Words words = {verb};
        const Words rest = commands().at(verb);
        words.insert(words.end(), rest.begin(), rest.end());
        words.insert(words.end(), more.begin(), more.end());
        return words;
    }
    static Json parsed(const std::string& text) { return Json::parse(text, nullptr, false); }

    /// What bash offers for these words of a command line, the last one still being written.
    static std::string completed(const std::string& words, int at) {
        const std::string script = "source <(" + program + " completion bash); COMP_WORDS=(" + words +
                                   "); COMP_CWORD=" + std::to_string(at) +
                                   "; _twinarm; echo \" ${COMPREPLY[*]} \"";
        put_text(folder() / "complete.sh", script);
        const std::string out = (folder() / "completed").string();
        EXPECT_EQ(std::system(("bash " + (folder() / "complete.sh").string() + " > " + out).c_str()), 0);
        return text_in(out);
    }
    /// What `endpoints` says on a terminal.
    static std::string on_a_terminal() {
        const int terminal = posix_openpt(O_RDWR | O_NOCTTY);
        EXPECT_EQ(grantpt(terminal) + unlockpt(terminal), 0);
        Running running(folder(), {"endpoints", "run"}, ptsname(terminal));
        std::string said;
        char part[4096];
        fcntl(terminal, F_SETFL, O_NONBLOCK);
        for (int waited = 0; waited < 6000; ++waited) {  // a minute
            const ssize_t bytes = read(terminal, part, sizeof(part));
            if (bytes > 0)
                said.append(part, std::size_t(bytes));
            else if (bytes < 0 && errno == EIO)  // closed by the program's end
                break;
            else
                usleep(10000);
        }
        (void)running.wait();
        close(terminal);
        return said;
    }
};

TEST_F(ReadingHabits, EveryVerbPrintsOneJsonObject) {
    EXPECT_EQ(verbs().size(), commands().size());
    for (const Json& verb : verbs()) {
        const std::string name = verb["name"];
        ASSERT_EQ(commands().count(name), 1u) << name << ": add a command line of it to this test";
        const Ended ended = run(command(name, {"--json"}));
        const Json json = parsed(ended.out);
        EXPECT_TRUE(json.is_object()) << name << ": " << ended.out.substr(0, 300) << ended.err;
        EXPECT_EQ(json.contains("error"), ended.code != 0) << name << ended.err;
        if (name == "calibrate") {
            EXPECT_EQ(json["error"]["exit_code"], 6);
        } else if (ended.code != 7) {  // 7: a part that was not built
            EXPECT_EQ(ended.code, 0) << name << ended.err;
        }
    }
}

TEST_F(ReadingHabits, ErrorsAreAnObjectWithTheExitCodeToo) {
    const auto error = [&](Words words, int code) {
        words.push_back("--json");
        const Ended ended = run(words);
        EXPECT_EQ(ended.code, code) << words[0] << ended.err;
        EXPECT_FALSE(ended.err.empty()) << words[0];
        const Json json = parsed(ended.out);
        EXPECT_EQ(json["error"]["exit_code"], code) << words[0] << ended.out;
        EXPECT_TRUE(json["error"]["message"].is_string());
        return json["error"];
    };
    error({"run"}, 2);
    error({"nonsense"}, 2);
    error({"run", "missing.toml"}, 6);
    error({"show", "nowhere", "3"}, 6);
    error({"show", "run", "3000"}, 2);
    error({"endpoints", "run", "--set", "tumour.killing.log_sd=2"}, 2);
    const Json wrong = error({"run", cohorts + "/select.toml", "--set", "trial.nn=3"}, 3);
    EXPECT_TRUE(wrong["errors"][0]["line"].is_null());
    EXPECT_TRUE(holds(wrong["errors"][0]["message"], "nn"));
    EXPECT_EQ(parsed(run({"check", "missing.toml", "--json"}).out)["files"][0]["exit_code"], 6);
    EXPECT_EQ(run({"run", "missing.toml"}).out, "");
}

TEST_F(ReadingHabits, TablesFitAHundredColumns) {
    for (const char* verb : {"run", "show", "endpoints", "compare", "predictors", "exposure", "sweep",
                             "design", "decide", "escalate", "doctor", "plan"})
        for (const std::string& line : lines_of(run(command(verb)).out))
            EXPECT_LE(table::display_width(line), 100u) << verb << ": " << line;
}

TEST_F(ReadingHabits, AsksForTheVersionAsOtherProgramsDo) {
    const Ended flag = run({"--version"});
    EXPECT_EQ(flag.code, 0);
    EXPECT_EQ(flag.out, run({"version"}).out);
}

TEST_F(ReadingHabits, NoColorIsRespectedOnATerminal) {
    unsetenv("NO_COLOR");
    setenv("TERM", "xterm", 1);
    EXPECT_TRUE(holds(on_a_terminal(), "\033[1m"));
    setenv("NO_COLOR", "1", 1);
    const std::string plain = on_a_terminal();
    unsetenv("NO_COLOR");
    EXPECT_TRUE(holds(plain, "changed no dose"));
    EXPECT_FALSE(holds(plain, "\033"));
}

TEST_F(ReadingHabits, BashCompletesEveryVerbAndEveryOption) {
    const std::string offered = completed("twinarm ''", 1);
    for (const Json& verb : verbs()) {
        const std::string name = verb["name"];
        EXPECT_TRUE(holds(offered, " " + name + " ")) << name << " in" << offered;
        const std::string options = completed("twinarm " + name + " -", 2);
        for (const Json& option : verb["options"])
            for (const Json& word : option["names"]) {
                if (!option["argument"].get<bool>()) {
                    EXPECT_TRUE(holds(options, " " + word.get<std::string>() + " "))
                        << name << word << options;
                }
            }
    }
}

TEST_F(ReadingHabits, BashCompletesKnownValuesAndFiles) {
    EXPECT_EQ(completed("twinarm ca", 1), " calibrate \n");
    EXPECT_EQ(completed("twinarm run --instructions av", 3), " avx2 avx512 \n");
    EXPECT_EQ(completed("twinarm completion f", 2), " fish \n");
    EXPECT_EQ(completed("twinarm run x --set tumour.kill", 4), " tumour.killing tumour.killing_limit \n");
    EXPECT_EQ(completed("twinarm run x -n ''", 4), "  \n");
    EXPECT_EQ(completed("twinarm run --device cu", 3), " cuda \n");
    const std::string start = (folder() / "run/patients").string();
    EXPECT_EQ(completed("twinarm run x -o " + start, 4), " " + start + ".csv \n");
    EXPECT_EQ(completed("twinarm show " + start, 2), " " + start + ".csv \n");
}

TEST_F(ReadingHabits, OtherShellsKnowEveryVerb) {
    for (const Json& verb : verbs())
        for (const char* shell : {"zsh", "fish"})
            EXPECT_TRUE(holds(run({"completion", shell}).out, verb["name"].get<std::string>())) << shell;
    EXPECT_EQ(run({"completion", "tcsh"}).code, 2);
}

TEST_F(ReadingHabits, TheManualPageHasEveryVerbAndOptionAndNoMistake) {
    const std::string page = run({"man"}).out;
    for (const Json& verb : verbs()) {
        const auto start = page.find(".SS \\fBtwinarm " + verb["name"].get<std::string>() + "\\fR");
        ASSERT_NE(start, std::string::npos) << verb["name"];
        const std::string part = page.substr(start, page.find("\n.S", start + 1) - start);
        for (const Json& option : verb["options"])
            for (const Json& word : option["names"]) {
                std::string name = word;
                for (std::size_t at = 0; (at = name.find('-', at)) != std::string::npos; at += 2)
                    name.insert(at, "\\");
                EXPECT_TRUE(holds(part, name + "\\fR")) << verb["name"] << word;
            }
    }
    if (std::system("groff -v > /dev/null 2>&1") != 0) GTEST_SKIP() << "no groff: the page was not set";
    put_text(folder() / "twinarm.1", page);
    const std::string said = (folder() / "groff_says").string();
    const std::string set =
        "groff -man -Tutf8 -ww " + (folder() / "twinarm.1").string() + " > /dev/null 2> " + said;
    EXPECT_EQ(std::system(set.c_str()), 0);
    EXPECT_EQ(text_in(said), "");
}

}  // namespace
}  // namespace twinarm::cli
