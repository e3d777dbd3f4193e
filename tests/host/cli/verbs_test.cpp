// check, doctor, version, and the options of run.
#include <gtest/gtest.h>

#include <cstdlib>
#include <nlohmann/json.hpp>

#include "kernels/launch/simulate.hpp"
#include "tests/host/cli/program.hpp"

namespace twinarm::cli {
namespace {

TEST(Check, TellsAllErrorsOfAllFilesAtOnce) {
    const TemporaryFolder folder;
    std::string text = text_in(cohorts + "/select.toml");
    for (std::size_t at; (at = text.find("\"shared/")) != std::string::npos;)
        text.replace(at, 8, "\"" + cohorts + "/shared/");
    text.replace(text.find("\"diseases/"), 10, "\"" + cohorts + "/diseases/");
    for (std::size_t at; (at = text.find("\"drugs/")) != std::string::npos;)
        text.replace(at, 7, "\"" + cohorts + "/drugs/");
    text.replace(text.find("\"calibration/"), 13, "\"" + cohorts + "/calibration/");
    put_text(folder / "good.toml", text);
    text.replace(text.find("260 wk"), 6, "260 mm");
    text.replace(text.find("reader_cv = 0.04"), 16, "reader_cv = -0.4");
    put_text(folder / "bad.toml", text);
    const Ended ended = run_program(folder, {"check", "good.toml", "bad.toml", "missing.toml"});
    EXPECT_EQ(ended.code, 3);
    EXPECT_TRUE(holds(ended.out, "good.toml: ok")) << ended.out << ended.err;
    std::size_t located = 0;
    for (const std::string& line : lines_of(ended.err)) located += line.rfind("bad.toml:", 0) == 0;
    EXPECT_EQ(located, 2u) << ended.err;
    EXPECT_TRUE(holds(ended.err, "missing.toml")) << ended.err;
}

/// What a shell says to a command line in which $T is the program; the exit code is in the last line.
std::string in_a_shell(const TemporaryFolder& folder, const std::string& line) {
    put_text(folder / "line.sh", "cd '" + folder.path().string() + "'\nT='" + program + "'\n{ " + line +
                                     "\n} > said 2>&1; echo \"code $?\" >> said\n");
    EXPECT_EQ(std::system(("bash '" + (folder / "line.sh").string() + "'").c_str()), 0);
    return text_in(folder / "said");
}

TEST(Check, AWholeCohortThroughAPipeIsTheSameCohort) {
    const TemporaryFolder folder;
    const Ended made = run_program(
        folder, {"run", cohorts + "/select.toml", "-n", "2", "--set", "trial.trials=10", "-q", "-o", "run"});
    ASSERT_EQ(made.code, 0) << made.err;
    for (const char* line :
         {"$T check <(cat run/resolved.toml)", "cat run/resolved.toml | $T check /dev/stdin",
          "cat run/resolved.toml | $T check -", "$T check - < run/resolved.toml"}) {
        const std::string said = in_a_shell(folder, line);
        EXPECT_TRUE(holds(said, ": ok: 1 arm")) << line << said;
        EXPECT_TRUE(holds(said, "code 0")) << line << said;
    }
}

TEST(Check, AnEmptyPipeIsNamedInOneLine) {
    const TemporaryFolder folder;
    const std::string said = in_a_shell(folder, "true | $T check -");
    EXPECT_TRUE(holds(said, "<stdin>: gives nothing to read")) << said;
    EXPECT_TRUE(holds(said, "code 6")) << said;
    EXPECT_LE(lines_of(said).size(), 3u) << said;
}

TEST(Check, IncludesOfAPipeAreRelativeToThePresentFolder) {
    const TemporaryFolder folder;
    const std::string said =
        in_a_shell(folder, "cd '" + cohorts +
                               "'; cat select.toml | $T check -; code=$?; cd - > /dev/null; (exit $code)");
    EXPECT_TRUE(holds(said, "-: ok: 1 arm")) << said;
}

TEST(Sweep, ReadsAPipeOnceForAllPoints) {
    const TemporaryFolder folder;
    const std::string said =
        in_a_shell(folder, "cd '" + cohorts +
                               "'; cat select.toml | $T sweep - -n 4 --set "
                               "study.horizon='12 wk' --over trial.between_trial_sd=0.1,0.2; "
                               "code=$?; cd - > /dev/null; (exit $code)");
    EXPECT_TRUE(holds(said, "code 0")) << said;
}

TEST(Sweep, ReadsAPipeOnceWithATable) {
    const TemporaryFolder folder;
    const Ended made = run_program(
        folder, {"run", cohorts + "/select.toml", "-n", "2", "--set", "trial.trials=10", "-q", "-o", "run"});
    ASSERT_EQ(made.code, 0) << made.err;
    const std::string said =
        in_a_shell(folder, "cat run/resolved.toml | $T sweep - -n 4 --over trial.n=5,6 --csv t.csv");
    EXPECT_TRUE(holds(said, "code 0")) << said;
    EXPECT_TRUE(holds(text_in(folder / "t.csv"), "trial.n")) << said;
}

TEST(Run, AFolderIsNotNamedAfterAPipe) {
    const TemporaryFolder folder;
    const std::string said = in_a_shell(folder, "cat '" + cohorts + "/select.toml' > c.toml; cd '" + cohorts +
                                                    "'; cat select.toml | $T run - -n 2 -q; code=$?; cd - > "
                                                    "/dev/null; (exit $code)");
    EXPECT_TRUE(holds(said, "Give the folder for the results with --out")) << said;
    EXPECT_TRUE(holds(said, "code 2")) << said;
}

TEST(Run, AWholeNumberMayBeWrittenWithAnExponent) {
    const TemporaryFolder folder;
    const Ended ended = run_program(folder, {"plan", cohorts + "/select.toml", "-n", "1e3", "--seed", "2e0"});
    EXPECT_EQ(ended.code, 0) << ended.err;
    EXPECT_TRUE(holds(ended.out, "1,000 (addresses 0 to 999), seed 2")) << ended.out;
}

TEST(Run, WarningsAreSaidAndKept) {
    const TemporaryFolder folder;
    put_text(folder / "p.csv",
             "population,weight,trial.between_trial_sd\na,0.333,0.2\nb,0.333,0.3\nc,0.333,0.4\n");
    const Ended ended = run_program(
        folder, {"run", cohorts + "/select.toml", "-n", "50", "--populations", "p.csv", "-q", "-o", "run",
                 "--set", "trial.trials=10", "--set", "study.horizon=6 wk", "--set",
                 "assessment.scans={ at = [\"6 wk\"] }", "--set", "nktr214.one_chain_alpha_factor.value=40"});
    ASSERT_EQ(ended.code, 0) << ended.err;
    const std::string record = text_in(folder / "run/run.json");
    for (const char* words : {"p.csv:1:1: warning: the weights sum to 0.999", "-n 50: warning: raised to 60",
                              "alpha_factor.value=40: warning: changes nothing: no arm gives nktr214"}) {
        EXPECT_TRUE(holds(ended.err, words)) << words << ended.err;
        std::string kept = words;
        kept.erase(kept.find("warning: "), 9);
        EXPECT_TRUE(holds(record, kept)) << kept << record;
    }
}

TEST(Run, PatientsOfTheFileThatPopulationsRaiseAreNamed) {
    const TemporaryFolder folder;
    put_text(folder / "p.csv", "population,weight,trial.between_trial_sd\na,0.5,0.2\nb,0.5,0.3\n");
    const Ended ended =
        run_program(folder, {"run", cohorts + "/select.toml", "--populations", "p.csv", "-q", "--out", "run",
                             "--set", "study.patients=20", "--set", "study.horizon=6 wk", "--set",
                             "assessment.scans={ at = [\"6 wk\"] }"});
    ASSERT_EQ(ended.code, 0) << ended.err;
    EXPECT_TRUE(holds(ended.err,
                      "select.toml: warning: 20 patients are raised to 1,000: 2 populations of at least 500"))
        << ended.err;
}

TEST(Run, WhatNothingIsSavedOfIsRefused) {
    const TemporaryFolder folder;
    for (const std::vector<std::string>& options :
         {std::vector<std::string>{"--save", "tables", "--courses", "50"},
          {"--save", "courses", "--table-format", "json"},
          {"--save", "courses", "--courses", "5", "--courses-of", "17"}}) {
        std::vector<std::string> line = {"run", cohorts + "/select.toml", "-n", "20", "-q", "-o", "run"};
        line.insert(line.end(), options.begin(), options.end());
        EXPECT_EQ(run_program(folder, line).code, 2) << options[2];
    }
    EXPECT_FALSE(std::filesystem::exists(folder / "run/run.json"));
}

TEST(Run, ADrugIsGivenInOneRegimenAfterTheOther) {
    const TemporaryFolder folder;
    put_text(folder / "c.toml", "schema = 1\ninclude = [\"" + cohorts +
                                    "/head_to_head.toml\"]\npublished = []\n[study]\nid = \"c\"\n"
                                    "[regimen.first]\nlike = \"nivolumab_360mg_q3w\"\ndose = \"240 "
                                    "mg\"\nevery = \"2 wk\"\nmax_courses = 2\n"
                                    "[regimen.later]\nlike = \"nivolumab_360mg_q3w\"\ndose = \"480 "
                                    "mg\"\nfirst_dose = \"4 wk\"\nevery = "
                                    "\"4 wk\"\n[[arm]]\nid = \"label\"\nregimens = [\"first\", \"later\"]\n");
    const Ended ended =
        run_program(folder, {"run", "c.toml", "-n", "1", "-q", "-o", "run", "--set", "trial.trials=10"});
    ASSERT_EQ(ended.code, 0) << ended.err;
    const auto doses = nlohmann::json::parse(run_program(folder, {"show", "run", "0", "--json"}).out)
                           .at("arms")
                           .at(0)
                           .at("doses");
    const std::vector<std::pair<double, double>> planned = {{0, 240}, {14, 240}, {28, 480}};
    ASSERT_GE(doses.size(), planned.size());
    for (std::size_t i = 0; i < planned.size(); ++i) {
        EXPECT_EQ(doses[i]["time_d"], planned[i].first);
        EXPECT_EQ(doses[i]["amount"], planned[i].second);
    }
}

TEST(Run, ADoseOfZeroIsNoDrug) {
    const TemporaryFolder folder;
    put_text(folder / "c.toml",
             "schema = 1\ninclude = [\"" + cohorts +
                 "/select.toml\"]\npublished = []\n[study]\nid = \"c\"\n"
                 "[[arm]]\nid = \"none\"\nregimens = []\n[[arm]]\nid = \"zero\"\nregimens = "
                 "[\"aldesleukin_high_dose\"]\n");
    const Ended ended = run_program(
        folder, {"run", "c.toml", "-n", "3", "-q", "-o", "run", "--set", "trial.trials=10", "--set",
                 "study.horizon=24 wk", "--set", "regimen.aldesleukin_high_dose.dose=0 IU/kg"});
    ASSERT_EQ(ended.code, 0) << ended.err;
    const auto scans = [&](const char* arm) {
        const auto said =
            nlohmann::json::parse(run_program(folder, {"show", "run", "0", "--arm", arm, "--json"}).out);
        return said.at("arms").at(0);
    };
    const auto none = scans("none"), zero = scans("zero");
    EXPECT_FALSE(zero.at("doses").empty());
    EXPECT_EQ(zero.at("doses").at(0).at("amount"), 0) << zero.at("doses").dump();
    for (std::size_t k = 0; k < std::min(none.at("scans").size(), zero.at("scans").size()); ++k)
        EXPECT_NEAR(none["scans"][k]["true_sld_mm"].get<double>(),
                    zero["scans"][k]["true_sld_mm"].get<double>(), 1e-2);
}

TEST(Doctor, SaysWhyTheGpuIsOrIsNotUsed) {
    const TemporaryFolder folder;
    const Ended ended = run_program(folder, {"doctor"});
    EXPECT_EQ(ended.code, 0);
    EXPECT_TRUE(holds(ended.out, "avx2")) << ended.out;
    const GpuState gpu = gpu_state();
    EXPECT_TRUE(holds(ended.out, gpu.usable ? gpu.name : gpu.reason)) << ended.out;
}

TEST(Version, AsJsonCanBeRead) {
    const TemporaryFolder folder;
    const auto json = nlohmann::json::parse(run_program(folder, {"version", "--json"}).out);
    EXPECT_EQ(json["program"], "twinarm");
    EXPECT_EQ(json["build"], "reproducible");
    EXPECT_TRUE(holds(run_program(folder, {"version"}).out, json["version"].get<std::string>()));
}

TEST(Run, AsJsonPrintsTheSummaryThatItWrites) {
    const TemporaryFolder folder;
    const Ended ended = run_program(folder, {"run", cohorts + "/select.toml", "-n", "20", "--set",
                                             "trial.trials=20", "--json", "--out", "out"});
    ASSERT_EQ(ended.code, 0) << ended.err;
    EXPECT_EQ(ended.out, text_in(folder / "out/summary.json"));
    EXPECT_EQ(nlohmann::json::parse(ended.out)["arms"][0]["patients"], 20);
}

TEST(Run, TheSummaryFollowsItsSchemaToAnotherReader) {
    if (std::system("python3 -c 'import jsonschema' 2> /dev/null") != 0)
        GTEST_SKIP() << "no python3 with jsonschema";
    const TemporaryFolder folder;
    const Ended ended = run_program(folder, {"run", cohorts + "/pivot02_melanoma.toml", "-n", "20", "--set",
                                             "trial.trials=20", "--quiet", "--out", "out"});
    ASSERT_EQ(ended.code, 0) << ended.err;
    put_text(folder / "validate.py",
             "import json, sys, jsonschema\n"
             "schema, summary = (json.load(open(name)) for name in sys.argv[1:])\n"
             "jsonschema.Draft202012Validator.check_schema(schema)\n"
             "jsonschema.Draft202012Validator(schema).validate(summary)\n");
    const std::string command = "python3 " + (folder / "validate.py").string() +
                                " " TWINARM_SOURCE_DIR "/host/store/summary.schema.json " +
                                (folder / "out/summary.json").string();
    EXPECT_EQ(std::system(command.c_str()), 0);
}

TEST(Run, SaysInWhichPrecisionAndBuildItComputed) {
    const TemporaryFolder folder;
    for (const std::string precision : {"double", "single"}) {
        const Ended ended =
            run_program(folder, {"run", cohorts + "/select.toml", "-n", "5", "--set", "trial.trials=20",
                                 "--set", "solver.precision=\"" + precision + "\"", "--out", precision});
        ASSERT_EQ(ended.code, 0) << ended.err;
        const std::string words = precision + " precision, reproducible build";
        EXPECT_TRUE(holds(ended.out, "\nComputed in " + words + ".\n")) << ended.out;
        const auto record = nlohmann::json::parse(text_in(folder / precision / "run.json"));
        EXPECT_EQ(record["precision"], precision);
        EXPECT_EQ(record["build"], "reproducible");
        const auto summary = nlohmann::json::parse(text_in(folder / precision / "summary.json"));
        EXPECT_EQ(summary["precision"], precision);
        EXPECT_EQ(summary["build"], "reproducible");
    }
}

TEST(Run, QuietSaysNothing) {
    const TemporaryFolder folder;
    const Ended ended = run_program(
        folder, {"run", cohorts + "/select.toml", "-n", "5", "--set", "trial.trials=20", "--quiet"});
    EXPECT_EQ(ended.code, 0);
    EXPECT_EQ(ended.out + ended.err, "");
}

TEST(Run, OptionsReachTheResults) {
    const TemporaryFolder folder;
    const Ended ended =
        run_program(folder, {"run", "--set", "trial.trials=30", "--set", "trial.n=17", "--seed", "77", "-n",
                             "5", cohorts + "/select.toml", "--quiet", "--out", "out"});
    ASSERT_EQ(ended.code, 0) << ended.err;
    const auto summary = nlohmann::json::parse(text_in(folder / "out/summary.json"));
    EXPECT_EQ(summary["study"]["seed"], 77);
    EXPECT_EQ(summary["study"]["trials"], 30);
    EXPECT_EQ(summary["arms"][0]["orr_trial"]["n"], 17);
    EXPECT_TRUE(holds(text_in(folder / "out/resolved.toml"), "seed = 77"));
}

TEST(Run, ForceReplacesTheResultsAndLeavesOtherFiles) {
    const TemporaryFolder folder;
    const auto run = [&](const char* n, std::vector<std::string> more) {
        std::vector<std::string> all{
            "run", cohorts + "/select.toml", "-n", n, "--set", "trial.trials=20", "--quiet", "--out", "out"};
        all.insert(all.end(), more.begin(), more.end());
        return run_program(folder, all).code;
    };
    EXPECT_EQ(run("5", {}), 0);
    put_text(folder / "out/notes.txt", "mine");
    EXPECT_EQ(run("6", {}), 2);
    EXPECT_EQ(run("6", {"--force"}), 0);
    EXPECT_EQ(lines_of(text_in(folder / "out/patients.csv")).size(), 1u + 6);
    EXPECT_EQ(text_in(folder / "out/notes.txt"), "mine");
}

TEST(Run, VirtualTrialsAreDrawnAlsoWhereTheFirstPatientIsFarOff) {
    const TemporaryFolder folder;
    const Ended ended =
        run_program(folder, {"run", cohorts + "/select.toml", "-n", "8", "--first-patient", "5000000000",
                             "--set", "trial.trials=20", "--json", "--out", "out"});
    ASSERT_EQ(ended.code, 0) << ended.err;
    const auto summary = nlohmann::json::parse(ended.out);
    EXPECT_EQ(summary["arms"][0]["orr_trial"]["trials"], 20);
    EXPECT_EQ(summary["study"]["pool_patients"], 8);
    EXPECT_TRUE(holds(text_in(folder / "out/patients.csv"), "\n5000000007,aldesleukin,"));
}

}  // namespace
}  // namespace twinarm::cli
