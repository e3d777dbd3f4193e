// The reference table on disk: it can be left at any moment and taken up again.
#include <gtest/gtest.h>
#include <sys/stat.h>

#include "host/base/errors.hpp"
#include "host/calibrate/reference_table.hpp"
#include "tests/host/calibrate/toy_calibration.hpp"
#include "tests/host/sealed_lines.hpp"
#include "tests/host/temporary_folder.hpp"

namespace twinarm::calibrate {
namespace {

using namespace test;

Calibration calibration_of_two() {
    Calibration made = normal_calibration(2, {20, 15, 10});
    made.summaries = {value_column("x, with a comma")};
    made.targets = {value_target("y", 0, 1, 0.5)};
    return made;
}

TableRow simulate(const std::vector<double>& z, std::uint64_t) {
    return {z, {{z[0] + 0.1 * z[1], 0.25}}};
}

/// Builds on, stopping after `rows` more rows; returns the file's text.
std::string build(const TemporaryFolder& folder, const Calibration& calibration, int rows,
                  ReferenceTable* result = nullptr) {
    ReferenceTable table;
    {
        TableFile file(folder.path(), calibration, table);
        BuildOptions options;
        std::atomic<int> signal = 0;
        options.stop = base::StopToken(signal);
        const std::uint64_t enough = table.rows.size() + std::uint64_t(rows);
        options.progress = [&](std::uint64_t done) { signal = done >= enough ? 2 : 0; };
        build_table(calibration, simulate, options, &file, table);
    }
    if (result != nullptr) *result = table;
    return text_in(folder / table_name);
}

TEST(TableFile, TakenUpAgainIsTheSameBytes) {
    const Calibration calibration = calibration_of_two();
    const TemporaryFolder whole, parts;
    const std::string wanted = build(whole, calibration, 1000);
    std::string found;
    for (int part = 0; part < 20; ++part) found = build(parts, calibration, 4);
    EXPECT_EQ(found, wanted);
}

TEST(TableFile, LosesOnlyATornLastLine) {
    const Calibration calibration = calibration_of_two();
    const TemporaryFolder folder;
    const std::string wanted = build(folder, calibration, 1000);
    for (const std::size_t cut :
         {wanted.size() - 1, wanted.size() - 30, wanted.size() / 2, std::size_t{40}, std::size_t{0}}) {
        put_text(folder / table_name, wanted.substr(0, cut));
        EXPECT_EQ(build(folder, calibration, 1000), wanted) << cut;
    }
}

TEST(TableFile, APipeInItsPlaceIsAnErrorAndNothingWaits) {
    const TemporaryFolder folder;
    ASSERT_EQ(::mkfifo((folder / table_name).c_str(), 0600), 0);
    ReferenceTable table;
    EXPECT_THROW(TableFile(folder.path(), calibration_of_two(), table), base::FileError);
}

TEST(TableFile, ReadsBackWhatItWrote) {
    const Calibration calibration = calibration_of_two();
    const TemporaryFolder folder;
    ReferenceTable written, read;
    build(folder, calibration, 1000, &written);
    build(folder, calibration, 1000, &read);
    ASSERT_EQ(read.rows.size(), 45u);
    EXPECT_EQ(read.generation, written.generation);
    for (std::size_t i = 0; i < read.rows.size(); ++i) {
        EXPECT_EQ(read.rows[i].latent, written.rows[i].latent);
        EXPECT_EQ(read.rows[i].summaries[0].value, written.rows[i].summaries[0].value);
    }
    for (std::size_t g = 0; g < 3; ++g) EXPECT_EQ(read.proposals[g].mean(), written.proposals[g].mean());
}

TEST(TableFile, CanGrowByAGeneration) {
    Calibration calibration = calibration_of_two();
    const TemporaryFolder folder;
    const std::string before = build(folder, calibration, 1000);
    calibration.generations.push_back(5);
    const std::string after = build(folder, calibration, 1000);
    EXPECT_EQ(after.substr(0, before.size()), before);
    EXPECT_GT(after.size(), before.size());
}

TEST(TableFile, KeepsItsRowsForOtherData) {
    Calibration calibration = calibration_of_two();
    const TemporaryFolder folder;
    const std::string before = build(folder, calibration, 1000);
    calibration.targets = {value_target("y", 0, -1, 0.5)};
    EXPECT_EQ(build(folder, calibration, 1000), before);
}

TEST(TableFile, OfAnotherCalibrationIsRefused) {
    Calibration calibration = calibration_of_two();
    const TemporaryFolder folder;
    build(folder, calibration, 5);
    calibration.key = "other";
    EXPECT_THROW(build(folder, calibration, 5), base::DataError);
}

TEST(TableFile, WithADamagedRowIsRefusedAndTheLineNamed) {
    const Calibration calibration = calibration_of_two();
    const TemporaryFolder folder;
    std::string text = build(folder, calibration, 1000);
    text[text.find("\n3,0,") + 1] = '4';
    put_text(folder / table_name, text);
    try {
        build(folder, calibration, 1000);
        FAIL() << "a row with another number was taken";
    } catch (const base::VerificationError& error) {
        EXPECT_NE(std::string(error.what()).find("reference_table.txt:8: the line was changed"),
                  std::string::npos)
            << error.what();
    }
    EXPECT_EQ(text_in(folder / table_name), text);
}

TEST(TableFile, WithARowThatNoCalibrationWritesIsRefused) {
    const Calibration calibration = calibration_of_two();
    const TemporaryFolder folder;
    build(folder, calibration, 3);
    const store::JournalLines lines = store::read_journal(folder / table_name);
    store::Journal(folder / table_name, lines).append("7,0,0,0.5,0.5,0.1,0.25");
    EXPECT_THROW(build(folder, calibration, 1), base::DataError);
}

TEST(TableFile, WithoutSealsIsOfAnEarlierVersionAndLeftAsItIs) {
    const TemporaryFolder folder;
    const std::string old = std::string(table_start) + "toy: simulated\n# key toy\nrow,generation,failed\n";
    put_text(folder / table_name, old);
    try {
        build(folder, calibration_of_two(), 5);
        FAIL() << "a table without seals was taken";
    } catch (const base::DataError& error) {
        EXPECT_NE(std::string(error.what()).find("of an earlier version"), std::string::npos) << error.what();
    }
    EXPECT_EQ(text_in(folder / table_name), old);
}

/// What the file is refused with, its rows being these, sealed; empty where it is read.
std::string refusal_of(const TemporaryFolder& folder, const Calibration& calibration,
                       const std::string& rows) {
    std::filesystem::remove(folder / table_name);
    build(folder, calibration, 0);
    put_text(folder / table_name, with_sealed_lines(text_in(folder / table_name), rows));
    try {
        ReferenceTable table;
        TableFile(folder.path(), calibration, table);
        return "";
    } catch (const base::DataError& error) {
        return error.what();
    }
}

TEST(TableFile, NumbersThatNoSimulationGivesAreRefused) {
    Calibration calibration = normal_calibration(2, {20, 15, 10});
    calibration.summaries = {column("response"), value_column("doses")};
    const TemporaryFolder folder;
    const std::string rows = "0,0,0,0.5,-1.2,3,4,-0.1,0.5\nproposal,1,0.1,0.2,1,0.5,1\n";
    EXPECT_EQ(refusal_of(folder, calibration, rows + "1,1,3,0.5,-1.2,4,4,7,0\n"), "");
    for (const char* wrong :
         {"1,0.5,0,0,0,3,4,7,1", "1,0,1e-3,0,0,3,4,7,1", "1,0,-1,0,0,3,4,7,1", "1,0,nan,0,0,3,4,7,1",
          "1,0,0,nan,0,3,4,7,1", "1,0,0,inf,0,3,4,7,1", "1,0,0,1e200,0,3,4,7,1", "1,0,0,0,0,nan,4,7,1",
          "1,0,0,0,0,3,-4,7,1", "1,0,0,0,0,5,4,7,1", "1,0,0,0,0,-1,4,7,1", "1,0,0,0,0,3,4,7,inf",
          "proposal,1.5,0,0,1,0,1", "proposal,2,nan,0,1,0,1", "proposal,2,0,1e200,1,0,1",
          "proposal,2,0,0,1,2,1", "proposal,2,0,0,0,0,0", "proposal,2,0,0,inf,0,1"}) {
        const std::string refusal = refusal_of(folder, calibration, rows + wrong + "\n");
        EXPECT_NE(refusal.find("reference_table.txt:7:1: not a row of this table"), std::string::npos)
            << wrong << ": " << refusal;
    }
}

TEST(TableFile, ThatIsRefusedIsClosed) {
    const Calibration calibration = calibration_of_two();
    const TemporaryFolder folder;
    EXPECT_NE(refusal_of(folder, calibration, "no row\n"), "");
    ReferenceTable table;
    EXPECT_THROW(TableFile(folder.path(), calibration, table), base::DataError);  // not: it is in use
}

TEST(TableFile, IsWrittenByOneProgramAtATime) {
    const Calibration calibration = calibration_of_two();
    const TemporaryFolder folder;
    ReferenceTable first, second;
    const TableFile file(folder.path(), calibration, first);
    EXPECT_THROW(TableFile(folder.path(), calibration, second), base::UsageError);
}

}  // namespace
}  // namespace twinarm::calibrate
