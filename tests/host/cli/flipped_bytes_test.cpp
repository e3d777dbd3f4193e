// One byte of a real run is changed, anywhere in any of its files: what reads that file says so with its
// name, or prints what it printed before. TWINARM_FLIPS: how many (.ci/full takes 10,000).
#include <gtest/gtest.h>

#include <cstdlib>
#include <map>
#include <nlohmann/json.hpp>
#include <random>

#include "host/adam/parquet_file.hpp"
#include "host/base/errors.hpp"
#include "host/report/report_data.hpp"
#include "host/sbml/export_course.hpp"
#include "host/sbml/sbml.hpp"
#include "host/study/compare_runs.hpp"
#include "host/study/endpoints.hpp"
#include "host/study/exposure_of_run.hpp"
#include "host/study/find_predictors.hpp"
#include "host/study/patient_again.hpp"
#include "host/table/exposure_table.hpp"
#include "host/table/patient_table.hpp"
#include "host/table/predictor_table.hpp"
#include "host/table/run_comparison.hpp"
#include "tests/host/cli/program.hpp"

namespace twinarm::cli {
namespace {

namespace fs = std::filesystem;

/// What a verb says of the run in a folder, without a process of its own.
using Reading = std::function<std::string(const fs::path& run)>;

std::map<std::string, Reading> readings(const fs::path& out) {
    std::map<std::string, Reading> verbs;
    verbs["compare"] = [](const fs::path& run) {
        return table::comparison_json(study::compare_runs({run.string()}));
    };
    verbs["endpoints"] = [](const fs::path& run) {
        return study::run_endpoints(store::read_stored_run(run), {}, {}, {}).summary_text;
    };
    verbs["predictors"] = [](const fs::path& run) {
        return table::predictor_csv(study::predictors_of_run(store::read_stored_run(run), "").report);
    };
    verbs["exposure"] = [](const fs::path& run) {
        return table::exposure_csv(study::exposure_of_run(store::read_stored_run(run), "", 2));
    };
    verbs["show"] = [](const fs::path& run) {
        const store::StoredRun stored = store::read_stored_run(run);
        const store::PatientAgain again = study::simulate_again(stored, 3, "");
        store::require_same(stored, again);
        return table::patient_json(stored.cohort, again, 168, true).dump();
    };
    verbs["report"] = [](const fs::path& run) {
        const store::StoredRun stored = store::read_stored_run(run);
        const cohort::PopulationStudies populations = store::populations_of(stored, stored.cohort);
        return report::report_data({run, stored.cohort, stored.record, populations}, 2);
    };
    if (sbml::sbml_is_built())
        verbs["export"] = [out](const fs::path& run) {
            const store::StoredRun stored = store::read_stored_run(run);
            sbml::export_course(stored, 3, stored.cohort.arms.front().id, out);
            return text_in(out);
        };
    return verbs;
}

class FlippedBytes : public testing::Test {
  protected:
    FlippedBytes() : run(folder / "run"), verbs(readings(folder / "course.xml")) {
        const Ended ended = run_program(
            folder, {"run", cohorts + "/select.toml", "-n", "24", "--set", "trial.trials=20", "--set",
                     "study.horizon=26 wk", "--save", "tables,courses", "--courses", "3", "--table-format",
                     adam::parquet_is_built() ? "parquet" : "json", "--quiet", "--out", "run"});
        EXPECT_EQ(ended.code, 0) << ended.err;
        for (const auto& [verb, read] : verbs) before[verb] = read(run);
        for (const auto& entry : fs::directory_iterator(run)) files[entry.path().filename()] = {};
        for (auto& [name, readers] : files) readers = readers_of(name);
    }
    /// The verbs that miss the file where it is not there.
    std::vector<std::string> readers_of(const std::string& name) const {
        std::vector<std::string> readers;
        fs::rename(run / name, folder / "away");
        for (const auto& [verb, read] : verbs) try {
                EXPECT_EQ(read(run), before.at(verb)) << verb << " without " << name;
            } catch (const base::FileError&) {
                readers.push_back(verb);
            }
        fs::rename(folder / "away", run / name);
        return readers;
    }
    static void put_byte(const fs::path& file, std::size_t at, char byte) {
        std::fstream(file, std::ios::in | std::ios::out | std::ios::binary)
            .seekp(std::streamoff(at))
            .put(byte);
    }
    /// Whether the verb saw the change: else it says what it said before.
    bool is_seen(const std::string& verb, const fs::path& file, const std::string& where) const {
        try {
            EXPECT_EQ(verbs.at(verb)(run), before.at(verb)) << verb << where;
        } catch (const base::VerificationError& error) {
            EXPECT_EQ(std::string(error.what()).rfind(file.string() + ": ", 0), 0u)
                << verb << where << error.what();
            return true;
        } catch (const std::exception& error) {
            ADD_FAILURE() << verb << where << error.what();
        }
        return false;
    }

    TemporaryFolder folder;
    fs::path run;
    std::map<std::string, Reading> verbs;
    std::map<std::string, std::string> before;              ///< what each verb said
    std::map<std::string, std::vector<std::string>> files;  ///< and by which verbs they are read
};

TEST_F(FlippedBytes, AreNamedOrChangeNothing) {
    const char* asked = std::getenv("TWINARM_FLIPS");
    const int flips = asked != nullptr ? std::atoi(asked) : 200;
    std::vector<std::string> read, unread, all;
    for (const auto& [name, readers] : files) (readers.empty() ? unread : read).push_back(name);
    for (const auto& [verb, reading] : verbs) all.push_back(verb);
    ASSERT_EQ(read, (std::vector<std::string>{"outcomes.bin", "patients.csv", "resolved.toml", "run.json",
                                              "summary.json", "trials.csv"}));
    ASSERT_GE(unread.size(), 7u);

    std::mt19937_64 random(1);
    const auto below = [&](std::size_t end) { return std::size_t(random() % end); };
    std::map<std::string, int> seen, tried;
    for (int i = 0; i < flips; ++i) {
        // Small files as often as large ones; those that no verb reads once in a hundred times.
        const bool of_unread = below(100) == 0;
        const std::string& name = of_unread ? unread[below(unread.size())] : read[below(read.size())];
        const fs::path file = run / name;
        const std::string text = text_in(file);
        const std::size_t at = below(text.size());
        put_byte(file, at, char(text[at] ^ char(1 + below(255))));
        for (const std::string& verb : of_unread ? all : files.at(name)) {
            ++tried[name];
            seen[name] += is_seen(verb, file, " of byte " + std::to_string(at) + " of " + name + ": ");
        }
        put_byte(file, at, text[at]);
        ASSERT_EQ(text_in(file), text);
    }
    for (const std::string& name : read) EXPECT_EQ(seen[name], tried[name]) << name;
    for (const auto& [verb, reading] : verbs) EXPECT_EQ(reading(run), before.at(verb));
    if (asked == nullptr) return;
    for (const auto& [name, readings] : tried)
        std::cout << name << ": " << seen[name] << " of " << readings << " readings refused\n";
}

}  // namespace
}  // namespace twinarm::cli
