// Cohort files for tests: their own folder, a base cohort to include, and what the reader says of them.
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "host/cohort/read_cohort.hpp"

namespace twinarm::cohort {

inline const std::filesystem::path shipped = std::filesystem::path(TWINARM_SOURCE_DIR) / "cohorts";

inline std::string text_of_file(const std::filesystem::path& path) {
    std::ifstream file(path);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

/// The event table that cohorts/README.md shows.
inline std::string event_table_in_readme() {
    const std::string readme = text_of_file(shipped / "README.md");
    const auto start = readme.find("```csv\nTIME,") + 7;
    return readme.substr(start, readme.find("```", start) - start);
}

/// A folder that is gone after the test. Its base.toml is a whole cohort with the arm `control` (untreated)
/// and the arm `treated` (regimen `hd`).
class CohortFiles : public ::testing::Test {
  protected:
    CohortFiles() {
        static int count = 0;
        folder = std::filesystem::temp_directory_path() /
                 ("twinarm_cohort_" + std::to_string(::getpid()) + "_" + std::to_string(count++));
        std::filesystem::create_directories(folder);
        std::string include;
        for (const char* file : {"shared/physiology.toml", "diseases/mrcc.toml", "drugs/aldesleukin.toml",
                                 "drugs/nktr214.toml", "drugs/nivolumab.toml"})
            include += "\"" + (shipped / file).string() + "\", ";
        write("base.toml", "schema = 1\ninclude = [" + include + "]\n" + R"(
[study]
id = "base"
title = "a test"
horizon = "52 wk"
[assessment]
criteria = "RECIST 1.1"
scans = { every = "6 wk" }
confirmation = "28 d"
[regimen.hd]
drug = "aldesleukin"
dose = "600000 IU/kg"
infusion = "15 min"
doses_per_cycle = 14
dose_interval = "8 h"
cycles_per_course = 2
cycle_interval = "14 d"
max_courses = 3
course_interval = "84 d"
[[arm]]
id = "control"
regimens = []
[[arm]]
id = "treated"
regimens = ["hd"]
)");
    }
    ~CohortFiles() override { std::filesystem::remove_all(folder); }

    std::filesystem::path write(const std::string& name, const std::string& text) {
        const std::filesystem::path path = folder / name;
        std::filesystem::create_directories(path.parent_path());
        std::ofstream(path) << text;
        return path;
    }

    /// The base cohort with `text` over it; `text` begins on line 3 of c.toml.
    std::filesystem::path over_base(const std::string& text) {
        return write("c.toml", "schema = 1\ninclude = [\"base.toml\"]\n" + text);
    }
    Cohort read_over_base(const std::string& text) { return read_cohort(over_base(text)); }

    /// Diagnostics as text, without the folder's name.
    std::vector<std::string> errors(const std::filesystem::path& file,
                                    const CohortOverrides& overrides = {}) {
        try {
            read_cohort(file, overrides);
            return {};
        } catch (const base::CohortError& error) {
            std::vector<std::string> lines;
            for (const base::Diagnostic& d : error.diagnostics) {
                std::string line = base::text_of(d);
                const std::string prefix = folder.string() + "/";
                for (auto at = line.find(prefix); at != std::string::npos; at = line.find(prefix))
                    line.erase(at, prefix.size());
                lines.push_back(line);
            }
            return lines;
        }
    }
    std::vector<std::string> errors_over_base(const std::string& text) { return errors(over_base(text)); }

    /// The one diagnostic that `text` over the base cohort leads to.
    std::string error_over_base(const std::string& text) {
        const std::vector<std::string> all = errors_over_base(text);
        std::string joined;
        for (const std::string& line : all) joined += (joined.empty() ? "" : "\n") + line;
        return joined;
    }

    std::string first_error_over_base(const std::string& text) {
        const std::vector<std::string> all = errors_over_base(text);
        return all.empty() ? "" : all.front();
    }

    std::filesystem::path folder;
};

}  // namespace twinarm::cohort
