// The same patients, byte for byte, whatever they are simulated with.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>

#include "host/base/sha256.hpp"
#include "tests/host/cli/program.hpp"

namespace twinarm::cli {
namespace {

class SameRows : public testing::Test {
  protected:
    /// patients.csv of head_to_head with these options.
    std::string rows(std::vector<std::string> options,
                     const std::string& cohort = cohorts + "/head_to_head.toml") {
        const std::string out = "out" + std::to_string(runs_++);
        std::vector<std::string> all{
            "run",     cohort,     "--populations", "none",  "--set", "trial.trials=20",
            "--quiet", "--device", "cpu",           "--out", out};
        all.insert(all.end(), options.begin(), options.end());
        const Ended ended = run_program(folder_, all);
        EXPECT_EQ(ended.code, 0) << ended.err;
        return text_in(folder_ / out / "patients.csv");
    }
    /// Whether this processor has an instruction set.
    static bool offered(const std::string& instructions) {
        return instructions == "baseline" ||
               (instructions == "avx2" ? __builtin_cpu_supports("avx2") : __builtin_cpu_supports("avx512f"));
    }
    /// head_to_head with its four arms turned round.
    std::string arms_turned() {
        const std::filesystem::path shared = folder_ / "shared";
        if (std::filesystem::exists(shared)) return (folder_ / "head_to_head.toml").string();
        std::filesystem::copy(cohorts, folder_.path(), std::filesystem::copy_options::recursive);
        std::string text = text_in(shared / "four_arms.toml"), turned;
        const std::string head = text.substr(0, text.find("[[arm]]"));
        for (auto at = text.find("[[arm]]"); at != std::string::npos;) {
            const auto next = text.find("[[arm]]", at + 1);
            turned.insert(0, text.substr(at, next - at) + "\n");
            at = next;
        }
        std::ofstream(shared / "four_arms.toml") << head << turned;
        return (folder_ / "head_to_head.toml").string();
    }
    static std::string sorted(const std::string& text) {
        std::vector<std::string> lines = lines_of(text);
        std::sort(lines.begin(), lines.end());
        std::string joined;
        for (const std::string& line : lines) joined += line + "\n";
        return joined;
    }
    /// Without the names of the columns.
    static std::string body(const std::string& text) { return text.substr(text.find('\n') + 1); }

    TemporaryFolder folder_;
    int runs_ = 0;
};

TEST_F(SameRows, ForThreadsLanesInstructionsAndChunks) {
    const std::string expected = rows({"-n", "60"});
    ASSERT_EQ(lines_of(expected).size(), 1u + 60 * 4);
    EXPECT_EQ(rows({"-n", "60", "--threads", "1"}), expected);
    EXPECT_EQ(rows({"-n", "60", "--threads", "2"}), expected);
    EXPECT_EQ(rows({"-n", "60", "--threads", "7"}), expected);
    for (const char* lanes : {"1", "2", "4", "8"})
        EXPECT_EQ(rows({"-n", "60", "--lanes", lanes}), expected) << lanes;
    EXPECT_EQ(rows({"-n", "60", "--instructions", "baseline"}), expected);
    for (const char* chunk : {"1", "7", "60", "1000"})
        EXPECT_EQ(rows({"-n", "60", "--chunk", chunk}), expected) << chunk;
}

// The matrix of the README: threads x lanes x chunk x instruction set x order of arms x precision, one
// SHA-256 of the sorted rows in each precision. More patients than a chunk; six weeks hold doses, holds,
// scans and deaths.
TEST_F(SameRows, ForEveryCombinationOfTheMatrixInBothPrecisions) {
    for (const char* precision : {"double", "single"}) {
        const auto hash = [&](bool turned, std::vector<std::string> more) {
            std::vector<std::string> all{"-n",    "1100",
                                         "--set", "study.horizon=\"6 wk\"",
                                         "--set", "solver.precision=\"" + std::string(precision) + "\""};
            all.insert(all.end(), more.begin(), more.end());
            base::Sha256 rows_in_order;
            rows_in_order.add(
                sorted(body(rows(all, turned ? arms_turned() : cohorts + "/head_to_head.toml"))));
            return rows_in_order.hex();
        };
        const std::string expected = hash(false, {});
        int combinations = 0;
        for (const char* instructions : {"baseline", "avx2", "avx512"}) {
            if (!offered(instructions)) continue;
            for (const char* threads : {"1", "2", "7"})
                for (const char* lanes : {"1", "4", "8"})
                    for (const char* chunk : {"1000", "100000"})
                        for (const bool turned : {false, true}) {
                            ++combinations;
                            EXPECT_EQ(hash(turned, {"--threads", threads, "--lanes", lanes, "--chunk", chunk,
                                                    "--instructions", instructions}),
                                      expected)
                                << precision << ' ' << instructions << ' ' << threads << ' ' << lanes << ' '
                                << chunk << (turned ? " arms turned round" : "");
                        }
        }
        std::cout << precision << ": " << combinations << " combinations, SHA-256 " << expected << '\n';
    }
}

TEST_F(SameRows, AnotherOrderOfArmsIsAnotherOrderOfRowsIndeed) {
    const std::string usual = body(rows({"-n", "3"})), turned = body(rows({"-n", "3"}, arms_turned()));
    EXPECT_NE(usual, turned);
    EXPECT_EQ(sorted(usual), sorted(turned));
}

TEST_F(SameRows, ForACohortCutInTwo) {
    const std::string whole = body(rows({"-n", "100"}));
    const std::string first = body(rows({"-n", "60"})),
                      rest = body(rows({"--first-patient", "60", "-n", "40"}));
    EXPECT_EQ(first + rest, whole);
}

TEST_F(SameRows, AnotherSeedIsAnotherCohort) {
    EXPECT_NE(rows({"-n", "10", "--seed", "2"}), rows({"-n", "10", "--seed", "1"}));
}

}  // namespace
}  // namespace twinarm::cli
