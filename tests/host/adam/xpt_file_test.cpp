// SAS transport files, read again with ReadStat.
#include "host/adam/xpt_file.hpp"

#include <gtest/gtest.h>
#include <readstat.h>

#include <cmath>

#include "host/adam/dataset.hpp"
#include "tests/host/temporary_folder.hpp"

namespace twinarm::adam {
namespace {

struct ReadBack {
    std::string table;
    std::vector<std::string> names, labels, formats;
    std::vector<std::vector<std::string>> texts;  ///< by row and column
    std::vector<std::vector<double>> numbers;     ///< not-a-number where there is none
};

ReadBack read(const std::filesystem::path& path) {
    ReadBack back;
    readstat_parser_t* parser = readstat_parser_init();
    readstat_set_metadata_handler(parser, [](readstat_metadata_t* metadata, void* context) {
        static_cast<ReadBack*>(context)->table = readstat_get_table_name(metadata);
        return int(READSTAT_HANDLER_OK);
    });
    readstat_set_variable_handler(parser, [](int, readstat_variable_t* variable, const char*, void* context) {
        ReadBack& b = *static_cast<ReadBack*>(context);
        const auto text = [](const char* words) { return std::string(words ? words : ""); };
        b.names.push_back(text(readstat_variable_get_name(variable)));
        b.labels.push_back(text(readstat_variable_get_label(variable)));
        b.formats.push_back(text(readstat_variable_get_format(variable)));
        return int(READSTAT_HANDLER_OK);
    });
    readstat_set_value_handler(parser, [](int row, readstat_variable_t* variable, readstat_value_t value,
                                          void* context) {
        ReadBack& b = *static_cast<ReadBack*>(context);
        b.texts.resize(std::size_t(row) + 1);
        b.numbers.resize(std::size_t(row) + 1);
        const bool text = readstat_value_type(value) == READSTAT_TYPE_STRING;
        const char* words = text ? readstat_string_value(value) : nullptr;
        b.texts.back().push_back(words ? words : "");
        b.numbers.back().push_back(
            text || readstat_value_is_missing(value, variable) ? std::nan("") : readstat_double_value(value));
        return int(READSTAT_HANDLER_OK);
    });
    EXPECT_EQ(readstat_parse_xport(parser, path.c_str(), &back), READSTAT_OK);
    readstat_parser_free(parser);
    return back;
}

const Dataset shapes{"ADSHAPE", "Shapes", {"WORD"}};

class XptFile : public testing::Test {
  protected:
    void add(const char* word, double size, std::optional<Date> day) {
        rows.put(word);
        rows.put(size);
        rows.put(std::uint64_t(1) << 53);
        rows.put(day);
        rows.end_row();
    }
    TemporaryFolder folder;
    RowSpool rows{folder.path(),
                  {{"WORD", "A word", "", ColumnType::text},
                   {"SIZE", "A size", "mm", ColumnType::number},
                   {"PATIENT", "A patient", "1", ColumnType::address},
                   {"DAY", "A day", "", ColumnType::date}}};
};

TEST_F(XptFile, ReadsBackWithNamesLabelsFormatsAndEveryDigit) {
    add("a", 1.0 / 3, Date{10957});
    add("", std::nan(""), std::nullopt);
    add("longer", -5e-20, Date{-3653});
    write_xpt(folder.path(), shapes, "2026-01-31T12:00:00Z", rows);
    const ReadBack back = read(folder / "adshape.xpt.partial");
    EXPECT_EQ(back.table, "ADSHAPE");
    EXPECT_EQ(back.names, (std::vector<std::string>{"WORD", "SIZE", "PATIENT", "DAY"}));
    EXPECT_EQ(back.labels[1], "A size");
    EXPECT_EQ(back.formats[3], "DATE9");
    ASSERT_EQ(back.numbers.size(), 3u);
    EXPECT_EQ(back.texts[0][0], "a");
    EXPECT_EQ(back.texts[1][0], "");
    EXPECT_EQ(back.texts[2][0], "longer");
    EXPECT_EQ(back.numbers[0][1], 1.0 / 3);
    EXPECT_TRUE(std::isnan(back.numbers[1][1]));
    EXPECT_EQ(back.numbers[2][1], -5e-20);
    EXPECT_EQ(back.numbers[0][2], 9007199254740992.0);
    EXPECT_EQ(back.numbers[0][3], 14610);  // 2000-01-01 in days since 1960-01-01
    EXPECT_TRUE(std::isnan(back.numbers[1][3]));
    EXPECT_EQ(back.numbers[2][3], 0);
}

TEST_F(XptFile, IsOfVersionFiveInRecordsOfEightyBytes) {
    add("a", 1, std::nullopt);
    const store::OutputRecord record = write_xpt(folder.path(), shapes, "2026-01-31T12:00:00Z", rows);
    const std::string bytes = text_in(folder / "adshape.xpt.partial");
    EXPECT_EQ(bytes.size(), record.bytes);
    EXPECT_EQ(bytes.size() % 80, 0u);
    EXPECT_TRUE(bytes.starts_with("HEADER RECORD*******LIBRARY HEADER RECORD!!!!!!!"));
}

}  // namespace
}  // namespace twinarm::adam
