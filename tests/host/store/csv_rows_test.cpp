// Rows of a CSV file: fields, and where a damaged file is damaged.
#include "host/store/csv_rows.hpp"

#include <gtest/gtest.h>

#include "host/base/errors.hpp"
#include "tests/host/temporary_folder.hpp"

namespace twinarm::store {
namespace {

class CsvRowsTest : public testing::Test {
  protected:
    std::filesystem::path file(const std::string& rows) const {
        put_text(folder / "rows.csv", "name,value\n" + rows);
        return folder / "rows.csv";
    }
    /// The message of the error that reading all rows ends with.
    std::string message(const std::string& rows) const {
        try {
            CsvRows csv(file(rows), "name,value", "0");
            while (csv.next()) csv.number(csv.column("value"));
        } catch (const base::DataError& error) {
            return error.what();
        }
        return "";
    }
    TemporaryFolder folder;
};

TEST_F(CsvRowsTest, FieldsAreThoseBetweenCommas) {
    CsvRows csv(file("a,1.5\nb,\n"), "name,value", "0");
    ASSERT_TRUE(csv.next());
    EXPECT_EQ(csv[0], "a");
    EXPECT_EQ(csv.number(1), 1.5);
    ASSERT_TRUE(csv.next());
    EXPECT_EQ(csv[1], "");
    EXPECT_FALSE(csv.next());
}

TEST_F(CsvRowsTest, AFieldInQuotesMayHoldCommasAndQuotes) {
    CsvRows csv(file("\"a, \"\"b\"\"\",2\n"), "name,value", "0");
    ASSERT_TRUE(csv.next());
    EXPECT_EQ(csv[0], "a, \"b\"");
    EXPECT_EQ(csv.number(1), 2);
}

TEST_F(CsvRowsTest, DamageIsNamedWithItsLine) {
    EXPECT_NE(message("a,1\nb,x\n").find("rows.csv:3:3: value is not a number: \"x\""), std::string::npos);
    EXPECT_NE(message("a,1\n\"b,2\n").find("rows.csv:3:1: the quote is not closed"), std::string::npos);
    EXPECT_NE(message("a,1\nb\n").find("rows.csv:3:1: the row has 1 fields, not 2"), std::string::npos);
    EXPECT_NE(message("a,1\nb,2").find("rows.csv:3:1: the row is cut off"), std::string::npos);
}

TEST_F(CsvRowsTest, TheFirstLineHasTheNamesAndNothingStandsAboveIt) {
    put_text(folder / "old.csv", "# simulated data\nname,value\na,1\n");
    EXPECT_THROW(CsvRows(folder / "old.csv", "name,value", "0"), base::DataError);
}

TEST_F(CsvRowsTest, AnotherHeaderIsAnotherVersion) {
    EXPECT_THROW(CsvRows(file(""), "name,other", "0"), base::DataError);
    EXPECT_THROW(CsvRows(folder / "nowhere.csv", "name,value", "0"), base::FileError);
}

}  // namespace
}  // namespace twinarm::store
