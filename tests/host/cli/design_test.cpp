// twinarm design: its optimum is that of a grid in the same patients, its mistakes have their places, and it
// ends cleanly where it is stopped.
#include <gtest/gtest.h>

#include <chrono>
#include <nlohmann/json.hpp>
#include <thread>

#include "host/base/csv_line.hpp"
#include "host/report/page.hpp"
#include "host/table/text_table.hpp"
#include "tests/host/cli/program.hpp"

namespace twinarm::cli {
namespace {

using Json = nlohmann::json;

const std::string dose = "regimen.nktr214_6ug_q3w.dose", every = "regimen.nktr214_6ug_q3w.every";

class Design : public testing::Test {
  protected:
    /// The file with [design], which begins on line 7.
    void put(const std::string& design) const {
        put_text(folder / "d.toml", "schema = 1\ninclude = [\"" + cohorts +
                                        "/predictions/p06_combination_melanoma.toml\"]\n"
                                        "[study]\nid = \"short\"\nhorizon = \"18 wk\"\n" +
                                        design);
    }
    static std::string lists() {
        return "\n[design]\narm = \"nktr214_nivolumab\"\nmaximise = \"orr\"\nevaluations = 6\npatients = "
               "200\n"
               "[[design.vary]]\npath = \"" +
               dose +
               "\"\nvalues = [\"0.002 mg/kg\", \"0.006 mg/kg\", \"0.03 mg/kg\"]\n"
               "[[design.vary]]\npath = \"" +
               every +
               "\"\nvalues = [\"14 d\", \"21 d\"]\n"
               "[[design.constraint]]\ncolumn = \"hypotension_grade_3_or_more\"\nat_most = \"15 %\"\n";
    }
    Ended run(const std::vector<std::string>& arguments) const { return run_program(folder, arguments); }
    void expect_error(const std::string& design, const std::string& message) const {
        put(design);
        for (const char* verb : {"design", "check"}) {
            const Ended ended = run({verb, "d.toml"});
            EXPECT_EQ(ended.code, 3) << verb << ended.err;
            EXPECT_TRUE(holds(ended.err, message)) << verb << ended.err;
        }
    }

    TemporaryFolder folder;
};

TEST_F(Design, OverListsItIsTheBestPointOfASweepInTheSamePatients) {
    put(lists());
    const Ended found = run({"design", "d.toml", "--json", "--csv", "d.csv"});
    ASSERT_EQ(found.code, 0) << found.err;
    const Json design = Json::parse(found.out);
    const Ended swept =
        run({"sweep", "d.toml", "-n", "200", "--arm", "nktr214_nivolumab", "--over",
             dose + "=0.002 mg/kg,0.006 mg/kg,0.03 mg/kg", "--over", every + "=14 d,21 d", "--json"});
    ASSERT_EQ(swept.code, 0) << swept.err;
    double best = -1;
    bool some_break = false;
    const Json sweep = Json::parse(swept.out);
    for (const Json& point : sweep["points"]) {
        ASSERT_EQ(point["arms"].size(), 1u);  // --arm
        const Json& columns = point["arms"][0]["columns"];
        for (const Json& simulated : design["points"])
            if (simulated["settings"] == point["settings"]) {
                EXPECT_EQ(simulated["columns"], columns);
            }
        if (columns["hypotension_grade_3_or_more"]["mean"] <= 0.15)
            best = std::max(best, columns["orr"]["mean"].get<double>());
        else
            some_break = true;
    }
    EXPECT_TRUE(some_break);  // the constraint decides something
    const Json& chosen = design["points"][design["best"].get<std::size_t>()];
    EXPECT_EQ(chosen["objective"]["mean"], best);
    EXPECT_EQ(chosen["feasible"], true);
    EXPECT_EQ(design["points"].size(), 1 + 6u);  // neighbours in lists are known already
    EXPECT_EQ(design["best_in_other_patients"]["settings"], chosen["settings"]);
    const auto lines = lines_of(text_in(folder / "d.csv"));
    ASSERT_EQ(lines.size(), 1 + 7 + 1u);
    for (const std::string& line : lines)
        EXPECT_EQ(base::csv_cells(line)->size(), base::csv_cells(lines[0])->size());
}

TEST_F(Design, OverPopulationsItsNumbersHaveTheirRange) {
    put(lists());
    put_text(folder / "two.csv",
             "population,weight,tumour.killing.median\ncold,0.6,1e-5 1/h\nhot,0.4,9e-5 1/h\n");
    const Ended ended = run({"design", "d.toml", "--populations", "two.csv", "--json"});
    ASSERT_EQ(ended.code, 0) << ended.err;
    const Json json = Json::parse(ended.out);
    EXPECT_EQ(json["populations"], 2);
    const Json& orr = json["points"][0]["columns"]["orr"];
    EXPECT_LT(orr["populations_lower"], orr["mean"]);
    EXPECT_GT(orr["populations_upper"], orr["mean"]);
}

TEST_F(Design, ATableHasAtMostAHundredColumnsAndAPageOpens) {
    put(lists());
    std::vector<std::string> command = {"design", "d.toml", "-n", "40"};
    if (report::report_is_built()) command.insert(command.end(), {"--page", "d.html"});
    const Ended ended = run(command);
    ASSERT_EQ(ended.code, 0) << ended.err;
    for (const char* block : {"BEST DESIGN", "WHAT IT DOES", "AROUND THE BEST DESIGN", "PARETO FRONT"})
        EXPECT_TRUE(holds(ended.out, block)) << ended.out;
    for (const std::string& line : lines_of(ended.out)) EXPECT_LE(table::display_width(line), 100u) << line;
    if (report::report_is_built()) {
        EXPECT_TRUE(holds(text_in(folder / "d.html"), "drawFront"));
    }
}

TEST_F(Design, ARunOfTheFileLeavesItAlone) {
    put(lists());
    EXPECT_EQ(run({"check", "d.toml"}).code, 0);
    const std::vector<std::string> run_it = {"run",   "d.toml",         "-n",     "4",
                                             "--set", "trial.trials=5", "--quiet"};
    const Ended ended = run(run_it);
    EXPECT_EQ(ended.code, 0) << ended.err;
    EXPECT_FALSE(holds(text_in(folder / "runs/short/resolved.toml"), "design"));
}

TEST_F(Design, EveryMistakeHasItsPlace) {
    const std::string good = lists();
    const auto with = [&](const std::string& from, const std::string& to) {
        std::string text = good;
        text.replace(text.find(from), from.size(), to);
        return text;
    };
    expect_error(with("maximise", "maximize"),
                 "d.toml:9:1: unknown key `maximize` in [design] (did you mean");
    expect_error(with("\"orr\"", "\"orrr\""), "d.toml:9:12: no such column `orrr` (did you mean `orr`?)");
    expect_error(with("\"nktr214_nivolumab\"", "\"nivo\""), "d.toml:8:7: no such arm `nivo`");
    expect_error(with("q3w.dose", "q3w.dosis"), "d.toml:13:8: unknown key `dosis`");
    expect_error(with("0.03 mg/kg", "0.03 mg/mg"), "d.toml:13:8: ");
    expect_error(with("evaluations = 6", "evaluations = 5"),
                 "d.toml:10:15: the lists have 6 combinations: `evaluations` must be at least 6");
    expect_error(with("at_most = \"15 %\"", "at_most = 1.5"), "d.toml:20:11: a share lies from 0 to 1");
    expect_error(with("at_most", "atmost"), "unknown key `atmost` in [[design.constraint]]");
    expect_error(with("values = [\"14 d\", \"21 d\"]", "low = \"21 d\"\nhigh = \"14 d\""),
                 "d.toml:18:8: `high` must be above `low`");
    expect_error(with("values = [\"14 d\", \"21 d\"]", "low = \"14 d\"\nhigh = \"21 mg\""),
                 "d.toml:18:8: `high` has another kind of unit than `low`");
    expect_error(with("values = [\"14 d\", \"21 d\"]", "low = 0\nhigh = 2\nscale = \"log\""),
                 "on a logarithmic scale `low` must be above 0");
    expect_error(with("values = [\"14 d\", \"21 d\"]", "values = [\"14 d\"]"),
                 "`values` is a list of two values or more");
    expect_error(with(every, "study.patients"), "cannot be varied");
    expect_error(with(every, dose), "is varied twice");
}

TEST_F(Design, AFileWithoutADesignIsToldWhatIsMissing) {
    put("");
    const Ended ended = run({"design", "d.toml"});
    EXPECT_EQ(ended.code, 2);
    EXPECT_TRUE(holds(ended.err, "has no [design]")) << ended.err;
}

TEST_F(Design, StoppedItHasWhatWasSimulated) {
    put(lists());
    put_text(folder / "d.csv", "earlier\n");
    const Running running(folder, {"design", "d.toml", "-n", "2000", "--csv", "d.csv", "--json"});
    for (int i = 0; i < 1200 && !running.catches(SIGINT); ++i)
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    running.send(SIGINT);
    const Ended ended = running.wait();
    EXPECT_EQ(ended.code, 130) << ended.err;
    EXPECT_EQ(Json::parse(ended.out)["interrupted"], true);
    EXPECT_EQ(text_in(folder / "d.csv"), "earlier\n");
}

}  // namespace
}  // namespace twinarm::cli
