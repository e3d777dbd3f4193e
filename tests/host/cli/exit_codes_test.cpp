// Every way to end: its exit code, its cause and what to do about it.
#include <gtest/gtest.h>

#include "host/base/diagnostic.hpp"
#include "host/base/errors.hpp"
#include "host/study/exit_code.hpp"
#include "kernels/launch/simulate.hpp"
#include "tests/host/cli/program.hpp"
#include "tests/host/full_disk.hpp"

namespace twinarm::cli {
namespace {

class ExitCodes : public testing::Test {
  protected:
    Ended run(std::vector<std::string> more, const char* patients = "16") const {
        std::vector<std::string> all{"run",   cohorts + "/select.toml", "-n",     patients,
                                     "--set", "trial.trials=20",        "--quiet"};
        all.insert(all.end(), more.begin(), more.end());
        return run_program(folder, all);
    }
    void expect(const Ended& ended, int code, std::vector<std::string> words) const {
        EXPECT_EQ(ended.code, code) << ended.err;
        for (const std::string& word : words)
            EXPECT_TRUE(holds(ended.err, word)) << word << " in: " << ended.err;
    }
    TemporaryFolder folder;
};

TEST_F(ExitCodes, EveryKindOfErrorHasItsCode) {
    const auto code = [](auto error) { return study::exit_code_of(std::make_exception_ptr(error)); };
    EXPECT_EQ(code(std::runtime_error("a fault")), study::ExitCode::internal);
    EXPECT_EQ(code(std::bad_alloc()), study::ExitCode::internal);
    EXPECT_EQ(code(base::UsageError("")), study::ExitCode::usage);
    EXPECT_EQ(code(base::CohortError({})), study::ExitCode::cohort_file);
    EXPECT_EQ(code(base::DataError("")), study::ExitCode::data);
    EXPECT_EQ(code(base::FileError("", "", "")), study::ExitCode::io);
    EXPECT_EQ(code(base::DeviceError("")), study::ExitCode::device);
    EXPECT_EQ(code(base::VerificationError("")), study::ExitCode::verification);
}

TEST_F(ExitCodes, HelpAndVersionAreFine) {
    EXPECT_EQ(run_program(folder, {"--help"}).code, 0);
    for (const char* verb : {"run", "check", "plan", "show", "doctor", "version"}) {
        const Ended ended = run_program(folder, {verb, "--help"});
        EXPECT_EQ(ended.code, 0) << verb;
        EXPECT_TRUE(holds(ended.out, "Usage:")) << ended.out;
    }
}

TEST_F(ExitCodes, ANonsenseCommandIsUsage) {
    expect(run_program(folder, {}), 2, {});
    expect(run_program(folder, {"simulate"}), 2, {"simulate", "run, check"});
    expect(run_program(folder, {"run"}), 2, {"FILE"});
    expect(run({"--device", "gpu"}), 2, {"gpu", "cuda:k"});
    expect(run({"--lanes", "3"}), 2, {"lanes"});
    expect(run({"--max-fail", "2"}), 2, {"max-fail"});
    for (const char* option : {"--max-fail", "--commit-seconds"})
        for (const char* number : {"nan", "-nan", "inf", "1e400"}) expect(run({option, number}), 2, {option});
    expect(run_program(folder, {"decide", cohorts + "/select.toml", "--odds-ratio", "nan"}), 2, {"nan"});
    expect(run({}, "-5"), 2, {"whole number"});
    expect(run({"--seed", "18446744073709551616"}), 2, {"whole number"});
    expect(run({"--chunk", "1.5"}), 2, {"whole number"});
    expect(run({"--chunk", "1,000"}), 2, {"write 1000"});
    expect(run({}, "0"), 2, {"-n 0", "at least one patient"});
    expect(run_program(folder, {"chekc", "x.toml"}), 2, {"no such verb", "did you mean `check`?"});
    expect(run({"--set", "study.title=caf\xe9"}), 2, {"argument", "not UTF-8"});
    expect(run({"--out", "caf\xe9"}), 2, {"argument", "not UTF-8"});
    EXPECT_FALSE(std::filesystem::exists(folder / "caf\xe9"));
    expect(run({"--set", "no_equals_sign"}), 3, {"no_equals_sign"});
}

TEST_F(ExitCodes, AFirstPatientBeyondTheCohortIsUsage) {
    expect(run_program(folder, {"run", cohorts + "/select.toml", "--first-patient", "10000"}), 2,
           {"0 to 9999", "-n"});
}

TEST_F(ExitCodes, AFolderInUseIsUsageAndNothingInItIsTouched) {
    put_text(folder / "notes.txt", "mine");
    expect(run({"--out", folder.path().string()}), 2, {"not empty", "--force"});
    EXPECT_EQ(text_in(folder / "notes.txt"), "mine");
}

TEST_F(ExitCodes, AWrongCohortFileIsLocated) {
    put_text(folder / "wrong.toml", "schema = 1\n[study]\nid = \"x\"\nnonsense = 3\n");
    const Ended ended = run_program(folder, {"run", "wrong.toml", "--out", "out"});
    expect(ended, 3, {"wrong.toml:4:1: "});
    EXPECT_FALSE(std::filesystem::exists(folder / "out"));
}

TEST_F(ExitCodes, AHalfWrittenCohortFileIsLocated) {
    const std::string whole = text_in(cohorts + "/select.toml");
    put_text(folder / "half.toml", whole.substr(0, whole.find("[trial]") + 4));
    expect(run_program(folder, {"run", "half.toml"}), 3, {"half.toml:"});
}

TEST_F(ExitCodes, ASetThatNamesNoKeyIsACohortError) {
    expect(run({"--set", "study.patiens=3"}), 3, {"patiens"});
}

TEST_F(ExitCodes, TooManyFailedPatientsAreFiveAndAllResultsAreThere) {
    const Ended ended = run({"--set", "solver.max_steps=300", "--out", "out"});
    expect(ended, 5, {"too many patients failed", "step limit", "twinarm show", "--max-fail"});
    for (const char* file : {"summary.json", "patients.csv", "trials.csv", "resolved.toml", "run.json"})
        EXPECT_TRUE(std::filesystem::exists(folder / "out" / file)) << file;
    EXPECT_TRUE(holds(text_in(folder / "out/patients.csv"), "\n0,aldesleukin,10,,"));
    EXPECT_TRUE(holds(text_in(folder / "out/run.json"), "\"exit_code\": 5"));
}

TEST_F(ExitCodes, FailuresWithinMaxFailAreFine) {
    EXPECT_EQ(run({"--set", "solver.max_steps=300", "--out", "out", "--max-fail", "1"}).code, 0);
}

TEST_F(ExitCodes, ACohortFileThatIsNotThereIsInputOutput) {
    expect(run_program(folder, {"run", "missing.toml"}), 6, {"missing.toml", "No such file"});
    expect(run_program(folder, {"run", "."}), 6, {"folder"});
}

TEST_F(ExitCodes, AnOutputFolderThatCannotBeIsToldBeforeSimulating) {
    put_text(folder / "file", "");
    expect(run({"--out", "file"}), 6, {"file", "--out"});
    expect(run({"--out", "file/below"}), 6, {"file/below", "--out"});
}

TEST_F(ExitCodes, ResultsThatWouldNotFitOnTheDiskAreToldBeforeSimulating) {
    expect(run({"--out", "out"}, "1000000000000000"), 6, {"the results need about", "fewer patients"});
}

TEST_F(ExitCodes, AFullDiskUnderPatientsSavesTheRest) {
    const FullDisk full("patients.csv.partial");
    expect(run({"--out", "out"}), 6, {"patients.csv.partial", "No space left", "Free some space"});
    EXPECT_FALSE(std::filesystem::exists(folder / "out/patients.csv"));
    EXPECT_TRUE(holds(text_in(folder / "out/summary.json"), "\"patients\": 16"));
    EXPECT_TRUE(holds(text_in(folder / "out/run.json"), "\"exit_code\": 6"));
}

TEST_F(ExitCodes, AFullDiskInTheMiddleOfARunKeepsWhatWasComputed) {
    const FullDisk full("patients.csv.partial");
    // 32-patient chunks: the buffer of patients.csv is full after about 1,000 rows.
    const Ended ended = run({"--chunk", "32", "--out", "out", "--set", "study.horizon=26 wk"}, "3000");
    expect(ended, 6, {"No space left", "of 3,000 patients were simulated", "patients.csv.partial"});
    const std::string record = text_in(folder / "out/run.json");
    EXPECT_TRUE(holds(record, "\"interrupted\": true")) << record;
    EXPECT_FALSE(holds(record, "\"patients_done\": 0,")) << record;
}

TEST_F(ExitCodes, AFullDiskUnderTheOtherFilesIsInputOutputToo) {
    for (const char* file : {"trials.csv", "resolved.toml", "summary.json"}) {
        const std::string out = std::string("out_") + file;
        const FullDisk full(std::string(file) + ".partial");
        expect(run({"--out", out}), 6, {std::string(file) + ".partial", "No space left"});
        EXPECT_TRUE(std::filesystem::exists(folder / out / "patients.csv")) << file;
        EXPECT_FALSE(std::filesystem::exists(folder / out / file)) << file;
    }
}

TEST_F(ExitCodes, WithoutRoomForTheRecordNoResultGetsItsName) {
    const FullDisk full("run.json.partial");
    expect(run({"--out", "out"}), 6, {"run.json.partial", "No space left"});
    EXPECT_FALSE(std::filesystem::exists(folder / "out/patients.csv"));
    EXPECT_EQ(lines_of(text_in(folder / "out/patients.csv.partial")).size(), 17u);
}

TEST_F(ExitCodes, AStandardOutputThatIsFullIsInputOutput) {
    const Ended ended =
        Running(folder,
                {"run", cohorts + "/select.toml", "-n", "4", "--set", "trial.trials=20", "--out", "out"},
                "/dev/full")
            .wait();
    expect(ended, 6, {"standard output"});
    EXPECT_TRUE(std::filesystem::exists(folder / "out/run.json"));
    expect(Running(folder, {"version"}, "/dev/full").wait(), 6, {"standard output"});  // less than a buffer
}

TEST_F(ExitCodes, AGpuThatIsNotThereIsSevenAndNothingIsWritten) {
    if (gpu_state().usable) GTEST_SKIP() << "this machine has a GPU";
    expect(run({"--device", "cuda", "--out", "out"}), 7, {"no GPU can be used", "--device cpu", "doctor"});
    EXPECT_FALSE(std::filesystem::exists(folder / "out"));
    expect(run({"--device", "cuda:99", "--out", "out"}), 7, {"no GPU can be used"});
}

TEST_F(ExitCodes, WithoutAGpuAutoTakesTheCpuAndSaysWhyOnlyWhenAsked) {
    if (gpu_state().usable) GTEST_SKIP() << "this machine has a GPU";
    EXPECT_EQ(run({"--out", "a"}).err, "");
    const Ended told = run({"--out", "b", "--verbose"});
    EXPECT_EQ(lines_of(told.err).size(), 1u) << told.err;
    EXPECT_TRUE(holds(told.err, gpu_state().reason)) << told.err;
    EXPECT_EQ(told.code, 0);
}

TEST_F(ExitCodes, AnInstructionSetThatIsNotThereIsSeven) {
    if (usable_instructions(InstructionSet::avx512) == InstructionSet::avx512)
        GTEST_SKIP() << "this processor has AVX-512";
    expect(run({"--instructions", "avx512"}), 7, {"avx512", "doctor"});
}

}  // namespace
}  // namespace twinarm::cli
