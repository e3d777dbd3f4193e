// Parquet files, read again with Arrow.
#include "host/adam/parquet_file.hpp"

#include <arrow/api.h>
#include <arrow/io/file.h>
#include <gtest/gtest.h>
#include <parquet/arrow/reader.h>

#include <chrono>
#include <cmath>
#include <nlohmann/json.hpp>
#include <thread>

#include "host/base/errors.hpp"
#include "tests/host/cli/program.hpp"
#include "tests/host/full_disk.hpp"

namespace twinarm::adam {
namespace {

struct ReadFile {
    std::shared_ptr<arrow::Table> table;
    int groups = 0;

    std::string note(const char* key) const {
        return table->schema()->metadata()->Get(key).ValueOr("(none)");
    }
};

ReadFile read(const std::filesystem::path& path) {
    const auto file = arrow::io::ReadableFile::Open(path.string()).ValueOrDie();
    const auto reader = parquet::arrow::OpenFile(file, arrow::default_memory_pool()).ValueOrDie();
    ReadFile result;
    result.groups = reader->num_row_groups();
    result.table = reader->ReadTable().ValueOrDie();
    return result;
}

const std::vector<ColumnFacts> five_columns = {{"WORD", "A word", "", ColumnType::text},
                                               {"SIZE", "A size", "mm", ColumnType::number},
                                               {"COUNT", "A number", "1", ColumnType::whole},
                                               {"PATIENT", "A patient", "1", ColumnType::address},
                                               {"DAY", "A day", "", ColumnType::date}};

TEST(ParquetFile, ReadsBackWithUnitsLabelsNotesAndNothingWhereThereIsNothing) {
    const TemporaryFolder folder;
    ParquetFile file(folder / "t.parquet", five_columns, {{"note", "simulated"}});
    file.put("a");
    file.put(1.5);
    file.put(7);
    file.put(std::uint64_t(18446744073709551615u));
    file.put(std::optional(Date{10957}));
    file.end_row();
    file.put("");
    file.put(std::nan(""));
    file.put(std::optional<std::int32_t>());
    file.put(std::uint64_t(0));
    file.put(std::optional<Date>());
    file.end_row();
    file.finish({{"patients_done", "2"}});

    const ReadFile back = read(folder / "t.parquet.partial");
    ASSERT_EQ(back.table->num_rows(), 2);
    const auto value = [&](int column, int row) {
        return back.table->column(column)->GetScalar(row).ValueOrDie()->ToString();
    };
    EXPECT_EQ(value(0, 0), "a");
    EXPECT_EQ(value(1, 0), "1.5");
    EXPECT_EQ(value(2, 0), "7");
    EXPECT_EQ(value(3, 0), "18446744073709551615");
    EXPECT_EQ(value(4, 0), "2000-01-01");
    EXPECT_EQ(value(4, 1), "null");
    EXPECT_EQ(value(0, 1), "null");
    EXPECT_EQ(value(1, 1), "null");
    EXPECT_EQ(value(2, 1), "null");
    EXPECT_EQ(value(3, 1), "0");
    const auto facts = back.table->schema()->field(1)->metadata();
    EXPECT_EQ(facts->Get("unit").ValueOrDie(), "mm");
    EXPECT_EQ(facts->Get("label").ValueOrDie(), "A size");
    EXPECT_EQ(back.note("note"), "simulated");
    EXPECT_EQ(nlohmann::json::parse(back.note("columns"))["SIZE"]["unit"], "mm");
}

TEST(ParquetFile, IsCutIntoRowGroups) {
    const TemporaryFolder folder;
    ParquetFile file(folder / "t.parquet", {{"COUNT", "A number", "1", ColumnType::whole}}, {}, 3000);
    for (int i = 0; i < 10000; ++i) {
        file.put(i);
        file.end_row();
    }
    file.finish({});
    EXPECT_EQ(file.rows(), 10000u);
    const ReadFile back = read(folder / "t.parquet.partial");
    EXPECT_EQ(back.table->num_rows(), 10000);
    EXPECT_EQ(back.groups, 4);
    EXPECT_EQ(back.table->column(0)->GetScalar(9999).ValueOrDie()->ToString(), "9999");
}

TEST(ParquetFile, IsNamedByTheRunAndNotByItself) {
    const TemporaryFolder folder;
    ParquetFile file(folder / "t.parquet", five_columns, {});
    file.finish({});
    EXPECT_FALSE(std::filesystem::exists(folder / "t.parquet"));
    EXPECT_TRUE(std::filesystem::exists(folder / "t.parquet.partial"));
}

TEST(ParquetFile, AFullDiskIsAnErrorOfTheFile) {
    const TemporaryFolder folder;
    ParquetFile file(folder / "t.parquet", five_columns, {});
    fill_disk_under(folder / "t.parquet.partial");
    try {
        file.finish({});
        FAIL() << "nothing was said";
    } catch (const base::FileError& error) {
        EXPECT_TRUE(cli::holds(error.what(), "No space left")) << error.what();
    }
}

std::vector<std::string> save_tables(std::vector<std::string> more) {
    std::vector<std::string> all{"run",           cli::cohorts + "/head_to_head.toml",
                                 "--populations", "none",
                                 "--set",         "trial.trials=20",
                                 "--set",         "study.horizon=12 wk",
                                 "--quiet",       "--save",
                                 "tables"};
    all.insert(all.end(), more.begin(), more.end());
    return all;
}

TEST(SavedTables, AreTheSameBytesForThreadsLanesAndChunks) {
    const TemporaryFolder folder;
    ASSERT_EQ(cli::run_program(folder, save_tables({"-n", "40", "--out", "a"})).code, 0);
    ASSERT_EQ(cli::run_program(folder, save_tables({"-n", "40", "--threads", "1", "--lanes", "1", "--chunk",
                                                    "7", "--out", "b"}))
                  .code,
              0);
    for (const char* table : {"adsl", "adrs", "adtr", "adtte", "adex", "adtrait", "trials"}) {
        const std::string name = std::string(table) + ".parquet";
        const std::string bytes = text_in(folder / "a" / name);
        EXPECT_GT(bytes.size(), 1000u) << table;
        EXPECT_TRUE(bytes == text_in(folder / "b" / name)) << table;
    }
}

TEST(SavedTables, OfAnInterruptedRunAreWholeAndSaySo) {
    const TemporaryFolder folder;
    const cli::Running running(folder, save_tables({"-n", "1000000", "--chunk", "16", "--out", "out"}));
    for (int i = 0; i < 1200; ++i) {
        std::error_code none;
        if (std::filesystem::file_size(folder / "out/patients.csv.partial", none) > 0 && !none) break;
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
    running.send(SIGINT);
    EXPECT_EQ(running.wait().code, 130);
    const auto record = nlohmann::json::parse(text_in(folder / "out/run.json"));
    const auto done = record["patients_done"].get<std::int64_t>();
    EXPECT_GT(done, 0);
    EXPECT_LT(done, 1000000);
    const ReadFile subjects = read(folder / "out/adsl.parquet");
    EXPECT_EQ(subjects.table->num_rows(), 4 * done);
    EXPECT_EQ(subjects.note("interrupted"), "true");
    EXPECT_EQ(subjects.note("patients_done"), std::to_string(done));
    EXPECT_EQ(read(folder / "out/trials.parquet").table->num_rows(), 4 * 20);
    for (const char* table : {"adrs", "adtr", "adtte", "adex", "adtrait"})
        EXPECT_GT(read(folder / "out" / (std::string(table) + ".parquet")).table->num_rows(), 0) << table;
    EXPECT_EQ(record["outputs"].size(), 12u);
    // A later run without tables leaves none of another run behind.
    ASSERT_EQ(cli::run_program(folder, {"run", cli::cohorts + "/select.toml", "-n", "5", "--set",
                                        "trial.trials=5", "--quiet", "--out", "out", "--force"})
                  .code,
              0);
    for (const auto& file : std::filesystem::directory_iterator(folder / "out"))
        EXPECT_FALSE(cli::holds(file.path().string(), "parquet")) << file.path();
}

}  // namespace
}  // namespace twinarm::adam
