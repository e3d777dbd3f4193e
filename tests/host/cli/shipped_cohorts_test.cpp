// Every cohort file that is shipped, end to end.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "host/base/sha256.hpp"
#include "host/store/stored_json.hpp"
#include "host/table/text_table.hpp"
#include "tests/host/cli/program.hpp"

namespace twinarm::cli {
namespace {

std::vector<std::string> shipped() {
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(cohorts))
        if (entry.path().extension() == ".toml") names.push_back(entry.path().stem().string());
    return names;
}

class ShippedCohort : public testing::TestWithParam<std::string> {};

TEST_P(ShippedCohort, RunsToItsEndAndWritesAllResults) {
    const TemporaryFolder folder;
    const std::string file = cohorts + "/" + GetParam() + ".toml";
    const Ended ended =
        run_program(folder, {"run", file, "-n", "64", "--populations", "none", "--set", "trial.trials=200"});
    ASSERT_EQ(ended.code, 0) << ended.err;
    EXPECT_EQ(ended.err, "");  // no progress line without a terminal
    EXPECT_TRUE(holds(ended.out, "Simulated data"));
    for (const std::string& line : lines_of(ended.out)) EXPECT_LE(table::display_width(line), 100u) << line;

    const auto out = folder / ("runs/" + GetParam());
    const auto summary = nlohmann::ordered_json::parse(text_in(out / "summary.json"));
    EXPECT_EQ(store::summary_schema().error_of(summary), "");
    EXPECT_EQ(summary["study"]["patients"], 64);

    const std::string patients = text_in(out / "patients.csv");
    const std::size_t arms = summary["arms"].size();
    EXPECT_EQ(lines_of(patients).size(), 1 + 64 * arms);
    EXPECT_EQ(lines_of(text_in(out / "trials.csv")).size(), 1 + 200 * arms);
    for (const char* name : {"summary.json", "patients.csv", "trials.csv", "resolved.toml", "run.json"})
        EXPECT_FALSE(std::filesystem::exists(out / (std::string(name) + ".partial"))) << name;
    for (const char* name : {"summary.json", "resolved.toml", "run.json"})
        EXPECT_TRUE(holds(text_in(out / name), "simulated")) << name;
    // Readers of CSV expect names in the first line, not a comment.
    EXPECT_TRUE(patients.starts_with("patient,arm,status,"));
    EXPECT_TRUE(text_in(out / "trials.csv").starts_with("trial,arm,n,"));
    const auto record = nlohmann::json::parse(text_in(out / "run.json"));
    base::Sha256 hash;
    hash.add(patients);
    EXPECT_EQ(record["outputs"]["patients.csv"]["sha256"], hash.hex());
    EXPECT_EQ(record["patients_done"], 64);
    EXPECT_EQ(record["interrupted"], false);
    EXPECT_EQ(record["exit_code"], 0);
    EXPECT_GE(record["inputs"].size(), 2u);

    // The same table comes out of resolved.toml alone.
    const Ended again = run_program(folder, {"run", (out / "resolved.toml").string(), "--set",
                                             "trial.trials=200", "--out", "again", "--quiet"});
    ASSERT_EQ(again.code, 0) << again.err;
    EXPECT_EQ(again.out, "");
    EXPECT_EQ(text_in(folder / "again/patients.csv"), patients);
}

TEST_P(ShippedCohort, PassesCheck) {
    const TemporaryFolder folder;
    const Ended ended = run_program(folder, {"check", cohorts + "/" + GetParam() + ".toml"});
    EXPECT_EQ(ended.code, 0) << ended.err;
    EXPECT_TRUE(holds(ended.out, "ok: ")) << ended.out;
    EXPECT_TRUE(holds(ended.out, "10,000 patients")) << ended.out;
}

TEST(ShippedCohorts, AreThere) {
    EXPECT_GE(shipped().size(), 6u);
}

INSTANTIATE_TEST_SUITE_P(Cohorts, ShippedCohort, testing::ValuesIn(shipped()),
                         [](const auto& cohort) { return cohort.param; });

}  // namespace
}  // namespace twinarm::cli
