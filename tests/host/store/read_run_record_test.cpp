// A damaged run.json is refused with its place, never turned into numbers.
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <nlohmann/json.hpp>

#include "host/base/errors.hpp"
#include "host/store/record_seal.hpp"
#include "host/store/run_record.hpp"
#include "tests/host/temporary_folder.hpp"

namespace twinarm::store {
namespace {

const std::string whole = R"({"schema_version": 1,
 "version": "0.1.0", "study": "s",
 "seed": 18446744073709551615, "first_patient": 7, "patients_planned": 12, "patients_done": 10,
 "simulated": true, "note": "n", "program": "twinarm", "git_commit": null, "build": "fast",
 "compiler": "c", "arms": ["a"], "interrupted": true, "signal": 2, "problem": null,
 "device": {"kind": "cpu", "name": "c", "threads": 2}, "precision": "double",
 "tolerances": {"relative": 1e-6, "absolute": 1e-9, "restart_step_h": 1, "minimum_step_h": 0, "max_steps": 9},
 "inputs": [{"path": "p", "sha256": "d"}], "outputs": {"patients.csv": {"sha256": null, "bytes": 0}},
 "failures": {"by_status": [], "first": []}, "max_fail": 0, "started": "s", "wall_seconds": 1,
 "simulation_seconds": 1, "patient_arms_per_second": 0, "exit_code": 0,

  "sha256": "0000000000000000000000000000000000000000000000000000000000000000"
}
)";

class ReadRunRecord : public testing::Test {
  protected:
    RunRecord read(const std::string& text) const {
        put_text(folder / "run.json", sealed_again(text));
        return read_run_record(folder / "run.json");
    }
    /// What is said of the record with `from` replaced, without the folder.
    std::string error(const std::string& from, const std::string& to) const {
        std::string text = whole;
        text.replace(text.find(from), from.size(), to);
        try {
            read(text);
            return "";
        } catch (const base::DataError& e) {
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
    EXPECT_EQ(record.patients_planned, 12u);
    EXPECT_TRUE(record.interrupted);
    EXPECT_EQ(record.outputs.size(), 1u);
    EXPECT_THROW(record.file("run/patients.csv"), base::FileError);  // it has no SHA-256: not complete
    EXPECT_THROW(record.file("run/trials.csv"), base::FileError);
}

TEST_F(ReadRunRecord, AChangedByteIsSeenBeforeAnythingIsReadFromIt) {
    const std::string sealed = sealed_again(whole);
    for (std::size_t at = 0; at < sealed.size(); at += 61)
        for (const int bit : {1, 64}) {
            std::string changed = sealed;
            changed[at] = char(changed[at] ^ bit);
            put_text(folder / "run.json", changed);
            EXPECT_THROW(read_run_record(folder / "run.json"), base::VerificationError) << at;
            EXPECT_THROW(read_run_json(folder / "run.json"), base::VerificationError) << at;
        }
    for (const std::string& text : {std::string(), std::string("{}\n"), whole, sealed.substr(0, 700)}) {
        put_text(folder / "run.json", text);
        EXPECT_THROW(read_run_record(folder / "run.json"), base::VerificationError) << text;
    }
}

TEST_F(ReadRunRecord, ABrokenOneIsPlacedWhereItBreaks) {
    EXPECT_EQ(error("\"study\":", "\"study\"").rfind("run.json:2:32: not a complete JSON file", 0), 0u)
        << error("\"study\":", "\"study\"");
}

TEST_F(ReadRunRecord, ANumberBeyondAllDoublesIsPlacedToo) {
    const std::string text = error("18446744073709551615", "1e999");
    EXPECT_EQ(text.rfind("run.json:3:", 0), 0u) << text;
}

TEST_F(ReadRunRecord, AFractionABooleanOrANegativeNumberIsNoWholeNumber) {
    for (const char* value : {"1.5", "true", "-1", "1e300", "null", "\"1\"", "18446744073709551616"}) {
        EXPECT_EQ(error(": 1,", std::string(": ") + value + ",").rfind("run.json:1:1: /schema_version: ", 0),
                  0u)
            << value;
        EXPECT_EQ(
            error("done\": 10", std::string("done\": ") + value).rfind("run.json:1:1: /patients_done: ", 0),
            0u)
            << value;
    }
}

TEST_F(ReadRunRecord, EveryKeyIsNeededAndHasItsType) {
    EXPECT_EQ(error("\"kind\": \"cpu\", ", "").rfind("run.json:1:1: /device/kind: is missing\n", 0), 0u);
    EXPECT_EQ(error("\"threads\": 2", "\"threads\": []").rfind("run.json:1:1: /device/threads: a list", 0),
              0u);
    EXPECT_EQ(error("\"bytes\": 0", "\"bytes\": -1")
                  .rfind("run.json:1:1: /outputs/patients.csv/bytes: -1 is less than 0", 0),
              0u);
}

TEST_F(ReadRunRecord, NumbersOfPatientsAgreeWithEachOther) {
    EXPECT_EQ(error("done\": 10", "done\": 13").rfind("run.json:1:1: /patients_done: more patients", 0), 0u);
    EXPECT_EQ(error("interrupted\": true", "interrupted\": false").rfind("run.json:1:1: /interrupted: ", 0),
              0u);
    EXPECT_EQ(
        error("patient\": 7", "patient\": 18446744073709551610").rfind("run.json:1:1: /first_patient: ", 0),
        0u);
    std::string text = whole;
    const auto put = [&](const std::string& from, const std::string& to) {
        text.replace(text.find(from), from.size(), to);
    };
    put("planned\": 12", "planned\": 2000");
    put("done\": 10", "done\": 1001");
    put("\"exit_code\": 0",
        R"("exit_code": 0, "populations": {"file": "f", "sha256": "d", "populations": 2, "patients_each": 500})");
    try {
        read(text);
        ADD_FAILURE() << "1,001 patients of two populations of 500";
    } catch (const base::DataError& e) {
        EXPECT_NE(std::string(e.what()).find("/patients_done: more patients than its populations have"),
                  std::string::npos)
            << e.what();
    }
}

TEST_F(ReadRunRecord, ListsWithoutEndAreRefused) {
    const std::string deep = error("\"note\": \"n\"", "\"note\": " + std::string(200000, '['));
    EXPECT_EQ(deep.rfind("run.json:4:", 0), 0u) << deep.substr(0, 200);
    EXPECT_NE(deep.find("too many lists in each other"), std::string::npos);
}

TEST_F(ReadRunRecord, NamesWithoutEndAreRefused) {
    std::string names = "\"note\": \"n\"";
    for (int i = 0; i < 1001; ++i) names += ", \"k" + std::to_string(i) + "\": {\"a\": 1}";
    const std::string many = error("\"note\": \"n\"", names);
    EXPECT_EQ(many.rfind("run.json:4:", 0), 0u) << many.substr(0, 200);
    EXPECT_NE(many.find("too many names in an object"), std::string::npos) << many;
}

TEST_F(ReadRunRecord, APipeInItsPlaceIsNotWaitedFor) {
    ASSERT_EQ(mkfifo((folder / "run.json").c_str(), 0600), 0);
    EXPECT_THROW(read_run_record(folder / "run.json"), base::FileError);
}

}  // namespace
}  // namespace twinarm::store
