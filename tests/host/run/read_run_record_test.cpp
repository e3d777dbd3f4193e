// A damaged run.json is refused with its place, never turned into numbers.
#include <gtest/gtest.h>

#include "host/run/errors.hpp"
#include "host/store/run_record.hpp"
#include "tests/host/temporary_folder.hpp"

namespace twinarm {
namespace {

const std::string whole =
    "{\"schema_version\": 1,\n \"version\": \"0.1.0\", \"study\": \"s\",\n"
    " \"seed\": 18446744073709551615, \"first_patient\": 7, \"patients_done\": 10}\n";

class ReadRunRecord : public testing::Test {
  protected:
    RunRecord read(const std::string& text) const {
        put_text(folder / "run.json", text);
        return read_run_record(folder / "run.json");
    }
    /// What is said of the record with `from` replaced, without the folder.
    std::string error(const std::string& from, const std::string& to) const {
        std::string text = whole;
        text.replace(text.find(from), from.size(), to);
        try {
            read(text);
            return "";
        } catch (const DataError& e) {
            return std::string(e.what()).substr(folder.path().string().size() + 1);
        }
    }
    TemporaryFolder folder;
};

TEST_F(ReadRunRecord, EveryFieldOfAWholeOne) {
    const RunRecord record = read(whole);
    EXPECT_EQ(record.version, "0.1.0");
    EXPECT_EQ(record.study, "s");
    EXPECT_EQ(record.seed, 18446744073709551615u);
    EXPECT_EQ(record.first_patient, 7u);
    EXPECT_EQ(record.patients_done, 10u);
}

TEST_F(ReadRunRecord, ABrokenOneIsPlacedWhereItBreaks) {
    EXPECT_EQ(error("\"study\":", "\"study\"").rfind("run.json:2:32: not a whole JSON file", 0), 0u)
        << error("\"study\":", "\"study\"");
}

TEST_F(ReadRunRecord, ANumberBeyondAllDoublesIsPlacedToo) {
    const std::string text = error("18446744073709551615", "1e999");
    EXPECT_EQ(text.rfind("run.json:3:", 0), 0u) << text;
}

TEST_F(ReadRunRecord, AFractionABooleanOrANegativeNumberIsNoWholeNumber) {
    for (const char* value : {"1.5", "true", "-1", "1e300", "null", "\"1\"", "18446744073709551616"}) {
        EXPECT_EQ(error(": 1,", std::string(": ") + value + ",")
                      .rfind("run.json:1:1: the key \"schema_version\"", 0),
                  0u)
            << value;
        EXPECT_EQ(error("10}", std::string(value) + "}").rfind("run.json:1:1: the key \"patients_done\"", 0),
                  0u)
            << value;
    }
}

}  // namespace
}  // namespace twinarm
