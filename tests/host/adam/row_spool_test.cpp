// Rows that wait in a file.
#include "host/adam/row_spool.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>

#include "host/base/errors.hpp"
#include "tests/host/temporary_folder.hpp"

namespace twinarm::adam {
namespace {

const std::vector<ColumnFacts> five_columns = {{"WORD", "A word", "", ColumnType::text},
                                               {"SIZE", "A size", "mm", ColumnType::number},
                                               {"COUNT", "A number", "1", ColumnType::whole},
                                               {"PATIENT", "A patient", "1", ColumnType::address},
                                               {"DAY", "A day", "", ColumnType::date}};

TEST(RowSpool, GivesBackEveryRowAsOftenAsItIsAsked) {
    const TemporaryFolder folder;
    RowSpool rows(folder.path(), five_columns);
    rows.put("a, \"b\"");
    rows.put(1.0 / 3);
    rows.put(-7);
    rows.put(std::uint64_t(18446744073709551615u));
    rows.put(std::optional(Date{-1}));
    rows.end_row();
    rows.put("");
    rows.put(std::nan(""));
    rows.put(std::optional<std::int32_t>());
    rows.put(std::uint64_t(0));
    rows.put(std::optional<Date>());
    rows.end_row();
    for (int again = 0; again < 2; ++again) {
        std::vector<std::vector<Cell>> read;
        rows.for_each_row([&](const std::vector<Cell>& row) { read.push_back(row); });
        ASSERT_EQ(read.size(), 2u);
        EXPECT_EQ(read[0], (std::vector<Cell>{std::string("a, \"b\""), 1.0 / 3, std::int32_t(-7),
                                              std::uint64_t(18446744073709551615u), Date{-1}}));
        EXPECT_EQ(read[1], (std::vector<Cell>{{}, {}, {}, std::uint64_t(0), {}}));
    }
    EXPECT_EQ(rows.rows(), 2u);
    EXPECT_EQ(rows.longest(0), 6u);
}

TEST(RowSpool, LeavesNothingInTheFolder) {
    const TemporaryFolder folder;
    const RowSpool rows(folder.path(), five_columns);
    EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
    EXPECT_THROW(RowSpool(folder / "nowhere", five_columns), base::FileError);
}

}  // namespace
}  // namespace twinarm::adam
