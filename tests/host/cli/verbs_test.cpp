// check, plan, doctor, version, and the options of run.
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

TEST(Plan, SaysWhatARunTakesAndWritesNothing) {
    const TemporaryFolder folder;
    const Ended ended =
        run_program(folder, {"plan", cohorts + "/head_to_head.toml", "-n", "1000000", "--device", "cpu"});
    ASSERT_EQ(ended.code, 0) << ended.err;
    for (const char* words : {"patients      1,000,000", "arms          4", "patient-arms  4,000,000",
                              "memory", "disk", "device        CPU", "time          about", "a pilot of"})
        EXPECT_TRUE(holds(ended.out, words)) << words << "\n" << ended.out;
    EXPECT_FALSE(std::filesystem::exists(folder / "runs"));
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
