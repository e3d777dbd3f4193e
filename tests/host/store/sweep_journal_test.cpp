// The journal of a sweep: what was counted is read back, and lines that no sweep writes are refused.
#include "host/store/sweep_journal.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <nlohmann/json.hpp>

#include "host/base/errors.hpp"
#include "tests/host/temporary_folder.hpp"
#include "tests/host/trial/made_outcomes.hpp"

namespace twinarm::store {
namespace {

using Json = nlohmann::ordered_json;
constexpr int arms = 2;
constexpr std::uint64_t patients = 60;

SweepStart start() {
    SweepStart made;
    made.cohort.program = "1";
    made.cohort.device = "cpu";
    made.cohort.cohort = "# from a file\nn = 5\n";
    made.cohort.patients = patients;
    made.axes = {{"trial.n", {"5", "6"}}};
    made.points = {settings_hash("n = 5\n"), settings_hash("n = 6\n")};
    return made;
}

class SweepJournalTest : public testing::Test {
  protected:
    /// Counts the next patients of a point and makes sure of them.
    static void add(SweepJournal& journal, std::size_t point, trial::SweepTally& tally, std::uint64_t count) {
        const auto outcomes = test::varied(patients, arms);
        tally.add(outcomes.data() + tally.state().patients * arms, count);
        journal.keep(point, tally, true);
    }
    /// All of the first point and a part of the second one.
    void write() const {
        SweepJournal journal(path, start(), 0);
        trial::SweepTally first = journal.tally(0, arms, nullptr);
        for (const std::uint64_t count : {7, 20, 33}) add(journal, 0, first, count);
        trial::SweepTally second = journal.tally(1, arms, &first);
        add(journal, 1, second, 11);
        add(journal, 1, second, 13);
    }
    /// Writes the journal again with another line.
    void change(std::size_t line, const std::function<void(Json&)>& to) const {
        std::vector<std::string> lines = read_journal(path).lines;
        Json json = Json::parse(lines.at(line));
        to(json);
        lines[line] = json.dump();
        Journal journal(path);
        for (const std::string& one : lines) journal.append(one);
    }

    TemporaryFolder folder;
    std::filesystem::path path = folder / "sweep.journal";
};

TEST_F(SweepJournalTest, WhatWasCountedIsReadBack) {
    write();
    SweepJournal journal(path, start(), 0);
    const trial::SweepTally first = journal.tally(0, arms, nullptr);
    const trial::SweepTally second = journal.tally(1, arms, &first);
    trial::SweepTally counted_first(arms), counted_second(arms, &counted_first);
    const auto outcomes = test::varied(patients, arms);
    counted_first.add(outcomes.data(), patients);
    counted_second.add(outcomes.data(), 24);
    EXPECT_EQ(first.state().patients, patients);
    EXPECT_EQ(second.state().patients, 24u);
    EXPECT_EQ(first.state().answers, counted_first.state().answers);
    const std::vector<cohort::ArmDesign> labels{{"a", "a", 10, {"x", "y"}}, {"b", "b", 10, {"x"}}};
    for (const auto& [read, counted] : {std::pair(&first, &counted_first), {&second, &counted_second}})
        for (std::size_t a = 0; a < arms; ++a) {
            const trial::SweepRow now = read->rows(labels)[a], then = counted->rows(labels)[a];
            EXPECT_EQ(now.arm.bor_counts, then.arm.bor_counts);
            EXPECT_EQ(now.arm.patients_failed, then.arm.patients_failed);
            EXPECT_EQ(now.doses, then.doses);
            EXPECT_EQ(now.severe_hypotension, then.severe_hypotension);
            EXPECT_EQ(now.difference->estimate, then.difference->estimate);
        }
}

TEST_F(SweepJournalTest, PopulationsAreReadBackApart) {
    const cohort::PopulationPlaces places{{0.25, 0.75}, patients / 2};
    {
        SweepJournal journal(path, start(), 0, places);
        trial::SweepTally first = journal.tally(0, arms, nullptr);
        for (const std::uint64_t count : {7, 20, 33}) add(journal, 0, first, count);
    }
    const trial::SweepTally read = SweepJournal(path, start(), 0, places).tally(0, arms, nullptr);
    trial::SweepTally counted(arms, nullptr, places);
    const auto outcomes = test::varied(patients, arms);
    counted.add(outcomes.data(), patients);
    const std::vector<cohort::ArmDesign> labels{{"a", "a", 10, {"x"}}, {"b", "b", 10, {"x"}}};
    for (std::size_t a = 0; a < arms; ++a) {
        const trial::SweepRow now = read.rows(labels)[a], then = counted.rows(labels)[a];
        for (std::size_t c = 0; c < now.columns.size(); ++c)
            EXPECT_EQ(now.columns[c].mean, then.columns[c].mean) << c;
    }
    EXPECT_THROW(SweepJournal(path, start(), 0), base::DataError);  // the same counts are of no single one
}

TEST_F(SweepJournalTest, ALineIsWrittenWhenItIsTimeAndThereIsMore) {
    SweepJournal journal(path, start(), 1000);
    trial::SweepTally tally(arms);
    const auto lines = [&] { return read_journal(path).lines.size(); };
    journal.keep(0, tally, true);
    EXPECT_EQ(lines(), 1u);
    const auto outcomes = test::varied(patients, arms);
    tally.add(outcomes.data(), 5);
    journal.keep(0, tally, false);
    EXPECT_EQ(lines(), 1u);
    journal.keep(0, tally, true);
    journal.keep(0, tally, true);
    EXPECT_EQ(lines(), 2u);
}

TEST_F(SweepJournalTest, AnotherSweepIsRefusedWithWhatDiffers) {
    write();
    const auto said = [&](const std::function<void(SweepStart&)>& change) -> std::string {
        SweepStart other = start();
        change(other);
        try {
            SweepJournal(path, other, 0);
            return "nothing";
        } catch (const base::DataError& error) {
            return error.what();
        }
    };
    const std::string before = text_in(path);
    for (const auto& [words, change] : std::vector<std::pair<std::string, std::function<void(SweepStart&)>>>{
             {"the seed is 9, not 0", [](SweepStart& sweep) { sweep.cohort.seed = 9; }},
             {"the number of patients is 61, not 60", [](SweepStart& sweep) { ++sweep.cohort.patients; }},
             {"the program is 2, not 1", [](SweepStart& sweep) { sweep.cohort.program = "2"; }},
             {"the device is cuda, not cpu", [](SweepStart& sweep) { sweep.cohort.device = "cuda"; }},
             {"the cohort says \"n = 7\"", [](SweepStart& sweep) { sweep.cohort.cohort = "n = 7\n"; }},
             {"it is over trial.n=5,7, not trial.n=5,6",
              [](SweepStart& sweep) { sweep.axes[0].values[1] = "7"; }},
             {"other settings at the point trial.n=6",
              [](SweepStart& sweep) { sweep.points[1] = settings_hash("n = 7\n"); }}}) {
        const std::string what = said(change);
        EXPECT_NE(what.find(words), std::string::npos) << what;
    }
    // Files may lie elsewhere.
    EXPECT_EQ(said([](SweepStart& sweep) { sweep.cohort.cohort = "# from another\nn = 5\n"; }), "nothing");
    EXPECT_EQ(text_in(path), before);
}

TEST_F(SweepJournalTest, LinesThatNoSweepWritesAreRefused) {
    const std::vector<std::pair<std::size_t, std::function<void(Json&)>>> changes = {
        {0, [](Json& line) { line.erase("points"); }},
        {0, [](Json& line) { line["cohort"].erase("seed"); }},
        {1, [](Json& line) { line["point"] = 1; }},
        {1, [](Json& line) { line["patients"] = 8; }},
        {1, [](Json& line) { line["more"] = 8; }},
        {2, [](Json& line) { line["patients"] = 7; }},
        {2, [](Json& line) { line["answers"][0] = ""; }},
        {2, [](Json& line) { line["answers"] = Json::array(); }},
        {2, [](Json& line) { line["arms"].erase(1); }},
        {2, [](Json& line) { line["arms"][0]["outcomes"]["completed"] = 1; }},
        {2, [](Json& line) { line["arms"][0]["outcomes"].erase("failures"); }},
        {2, [](Json& line) { line["arms"][0]["outcomes"]["responses"].push_back(0); }},
        {2,
         [](Json& line) {
             line["arms"][0]["doses"] = {1, 2, 3, 4};
         }},
        {2,
         [](Json& line) {
             line["arms"][0]["doses"][0][0] = {4000000000, 1};
         }},
        {2,
         [](Json& line) {
             line["arms"][0]["doses"][0][0] = {0, -1};
         }},
        {3, [](Json& line) { line["patients"] = 61; }},
        {4, [](Json& line) { line["point"] = 0; }},
        {5, [](Json& line) { line["arms"][0]["lost"] = 99; }},
        {5, [](Json& line) { line["point"] = 2; }}};
    for (const auto& [line, to] : changes) {
        std::filesystem::remove(path);
        write();
        change(line, to);
        const std::string text = text_in(path);
        try {
            SweepJournal(path, start(), 0);
            ADD_FAILURE() << read_journal(path).lines[line];
        } catch (const base::DataError& error) {
            EXPECT_NE(std::string(error.what()).find(".journal:" + std::to_string(line + 1) + ": "),
                      std::string::npos)
                << error.what();
        }
        EXPECT_EQ(text_in(path), text);
    }
}

TEST_F(SweepJournalTest, APointThatIsNoneOfTheGridIsRefused) {
    write();
    {
        SweepJournal journal(path, start(), 0);
        const trial::SweepTally first = journal.tally(0, arms, nullptr);
        trial::SweepTally second = journal.tally(1, arms, &first), third(arms, &first);
        add(journal, 1, second, patients - second.state().patients);
        add(journal, 2, third, 10);
    }
    EXPECT_THROW(SweepJournal(path, start(), 0), base::DataError);
}

TEST_F(SweepJournalTest, ACohortWithOtherArmsIsRefused) {
    write();
    EXPECT_THROW(SweepJournal(path, start(), 0).tally(0, arms + 1, nullptr), base::DataError);
}

}  // namespace
}  // namespace twinarm::store
