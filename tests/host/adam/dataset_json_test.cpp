// Dataset-JSON, read again as JSON.
#include "host/adam/dataset_json.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "host/base/sha256.hpp"
#include "tests/host/temporary_folder.hpp"

namespace twinarm::adam {
namespace {

using Json = nlohmann::ordered_json;

const Dataset shapes{"ADSHAPE", "Shapes", {"WORD", "PATIENT"}};

class DatasetJson : public testing::Test {
  protected:
    Json written() {
        record = write_dataset_json(folder.path(), shapes, "study", "2026-01-31T12:00:00Z", rows);
        return Json::parse(text_in(folder / "adshape.json.partial"));
    }
    TemporaryFolder folder;
    RowSpool rows{folder.path(),
                  {{"WORD", "A word", "", ColumnType::text},
                   {"SIZE", "A size", "mm", ColumnType::number},
                   {"COUNT", "A number", "1", ColumnType::whole},
                   {"PATIENT", "A patient", "1", ColumnType::address},
                   {"DAY", "A day", "", ColumnType::date}}};
    store::OutputRecord record;
};

TEST_F(DatasetJson, HasTheAttributesOfTheSpecificationInItsOrder) {
    const Json json = written();
    std::vector<std::string> names;
    for (const auto& [name, value] : json.items()) names.push_back(name);
    EXPECT_EQ(names, (std::vector<std::string>{"datasetJSONCreationDateTime", "datasetJSONVersion", "fileOID",
                                               "originator", "sourceSystem", "studyOID", "itemGroupOID",
                                               "records", "name", "label", "columns", "rows"}));
    EXPECT_EQ(json["datasetJSONVersion"], "1.1.0");
    EXPECT_EQ(json["originator"], "simulated data, not patients; written by twinarm");
    EXPECT_EQ(json["itemGroupOID"], "IG.ADSHAPE");
    EXPECT_EQ(json["records"], 0);
    EXPECT_EQ(json["rows"], Json::array());
    EXPECT_EQ(json["columns"][4], Json::parse(R"({"itemOID":"IT.ADSHAPE.DAY","name":"DAY","label":"A day",
        "dataType":"date","targetDataType":"integer","displayFormat":"DATE9."})"));
    EXPECT_EQ(json["columns"][3]["keySequence"], 2);
    EXPECT_EQ(json["columns"][0]["keySequence"], 1);
    EXPECT_FALSE(json["columns"][1].contains("length"));
}

TEST_F(DatasetJson, NumbersReadBackToTheSameBitsAndNothingIsNull) {
    rows.put("\"\u00e9\n");
    rows.put(1.0 / 3);
    rows.put(-7);
    rows.put(std::uint64_t(1) << 53);
    rows.put(std::optional(Date{10957 + 59}));
    rows.end_row();
    rows.put("");
    rows.put(std::nan(""));
    rows.put(std::optional<std::int32_t>());
    rows.put(std::uint64_t(0));
    rows.put(std::optional<Date>());
    rows.end_row();
    const Json json = written();
    EXPECT_EQ(json["records"], 2);
    EXPECT_EQ(json["columns"][0]["length"], 4);
    const Json& row = json["rows"][0];
    EXPECT_EQ(row[0], "\"\u00e9\n");
    EXPECT_EQ(row[1].get<double>(), 1.0 / 3);
    EXPECT_EQ(row[2], -7);
    EXPECT_EQ(row[3], std::uint64_t(1) << 53);
    EXPECT_EQ(row[4], "2000-02-29");
    EXPECT_EQ(json["rows"][1], Json::parse("[null,null,null,0,null]"));
    EXPECT_EQ(record.name, "adshape.json");
    base::Sha256 hash;
    hash.add(text_in(folder / "adshape.json.partial"));
    EXPECT_EQ(record.sha256, hash.hex());
}

}  // namespace
}  // namespace twinarm::adam
