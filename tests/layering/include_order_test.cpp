// Folder order is dependency order: every include of every source file goes the right way.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <string>
#include <vector>

namespace twinarm {
namespace {

namespace fs = std::filesystem;

using Folders = std::set<std::string>;

// What the files of a folder may include, beside their own folder.
const std::map<std::string, Folders> allowed = [] {
    const Folders science = {"kernels/random", "kernels/model", "kernels/dosing", "kernels/ode",
                             "kernels/endpoint"};
    std::map<std::string, Folders> a;
    a["kernels/core"] = {};
    for (const std::string& folder : science) a[folder] = {"kernels/core"};
    a["kernels/patient"] = science;
    a["kernels/patient"].insert("kernels/core");
    a["kernels/launch"] = a["kernels/patient"];
    a["kernels/launch"].insert("kernels/patient");

    Folders engine = a["kernels/launch"];  // its types and pure functions; work starts in launch
    engine.insert("kernels/launch");
    const auto add = [&](const char* room, const Folders& below, bool knows_engine = true) {
        a[room] = below;
        if (knows_engine) a[room].insert(engine.begin(), engine.end());
    };
    add("host/base", {});
    add("host/toml", {"host/base"});
    add("host/cohort", {"host/base", "host/toml"});
    add("host/statistics", {});
    add("host/search", {}, false);
    add("host/trial", {"host/base", "host/cohort", "host/statistics"});
    add("host/store", {"host/base", "host/cohort", "host/trial"});
    add("host/table", {"host/base", "host/cohort", "host/trial", "host/store"});
    add("host/adam", {"host/base", "host/cohort", "host/trial", "host/store"});
    add("host/study", {"host/base", "host/toml", "host/cohort", "host/statistics", "host/search",
                       "host/trial", "host/store", "host/adam"});
    add("host/calibrate", {"host/base", "host/toml", "host/cohort", "host/statistics", "host/trial",
                           "host/store", "host/table", "host/study"});
    add("host/report", {"host/base", "host/cohort", "host/statistics", "host/store", "host/trial"});
    add("host/sbml", {"host/base", "host/cohort", "host/store", "host/study"});
    add("host/cli",
        {"host/base", "host/cohort", "host/store", "host/table", "host/adam", "host/study", "host/calibrate",
         "host/report", "host/sbml"},
        false);
    add("host/python",  // beside the command line
        {"host/base", "host/cohort", "host/trial", "host/store", "host/table", "host/adam", "host/study",
         "host/calibrate", "host/report"});
    return a;
}();

// Only launch/ may start the engine.
const std::set<std::string> not_for_the_host = {
    "kernels/patient/simulate_patient.hpp", "kernels/ode/integrate.hpp",          "kernels/ode/tsit5.hpp",
    "kernels/launch/simulate_lanes.hpp",    "kernels/launch/simulate_kernel.cuh", "kernels/core/pack.hpp"};

struct Include {
    std::string file, folder, included, included_folder;
};

std::string folder_of(const std::string& path) {
    const auto first = path.find('/');
    return path.substr(0, path.find('/', first + 1));
}

std::vector<std::string> source_files() {
    std::vector<std::string> files;
    for (const char* top : {"kernels", "host"}) {
        for (const auto& entry : fs::recursive_directory_iterator(fs::path(TWINARM_SOURCE_DIR) / top)) {
            const std::string extension = entry.path().extension().string();
            if (extension == ".hpp" || extension == ".cpp" || extension == ".cu" || extension == ".cuh")
                files.push_back(fs::relative(entry.path(), TWINARM_SOURCE_DIR).generic_string());
        }
    }
    return files;
}

std::vector<std::string> lines_of(const std::string& file) {
    std::ifstream in(fs::path(TWINARM_SOURCE_DIR) / file);
    std::vector<std::string> lines;
    for (std::string line; std::getline(in, line);) lines.push_back(line);
    return lines;
}

std::vector<Include> includes_in_quotes() {
    const std::regex pattern("^\\s*#\\s*include\\s*\"([^\"]+)\".*");
    std::vector<Include> includes;
    for (const std::string& file : source_files()) {
        for (const std::string& line : lines_of(file)) {
            std::smatch match;
            if (std::regex_match(line, match, pattern))
                includes.push_back({file, folder_of(file), match[1], folder_of(match[1])});
        }
    }
    return includes;
}

TEST(Layering, TheTestSeesTheProject) {
    EXPECT_GT(source_files().size(), 50u);
    EXPECT_GT(includes_in_quotes().size(), 100u);
}

TEST(Layering, EveryFolderHasItsPlace) {
    for (const std::string& file : source_files())
        EXPECT_EQ(allowed.count(folder_of(file)), 1u) << file << ": its folder has no place in the order";
}

TEST(Layering, IncludesAreWrittenFromTheRoot) {
    for (const Include& i : includes_in_quotes())
        EXPECT_TRUE(fs::exists(fs::path(TWINARM_SOURCE_DIR) / i.included))
            << i.file << " includes " << i.included;
}

// A header that lacks an include is then seen where its source file is compiled.
TEST(Layering, ASourceFileIncludesItsOwnHeaderFirst) {
    const std::regex include("^\\s*#\\s*include\\s*[\"<]([^\">]+)[\">].*");
    for (const std::string& file : source_files()) {
        const std::string header = file.substr(0, file.rfind('.')) + ".hpp";
        if (!file.ends_with(".cpp") || !fs::exists(fs::path(TWINARM_SOURCE_DIR) / header)) continue;
        for (const std::string& line : lines_of(file)) {
            std::smatch match;
            if (!std::regex_match(line, match, include)) continue;
            EXPECT_EQ(match[1], header) << file;
            break;
        }
    }
}

TEST(Layering, NoIncludeGoesUp) {
    for (const Include& i : includes_in_quotes()) {
        if (i.folder == i.included_folder || allowed.count(i.folder) == 0) continue;
        EXPECT_EQ(allowed.at(i.folder).count(i.included_folder), 1u) << i.file << " includes " << i.included;
    }
}

TEST(Layering, TheProductIncludesNothingOfBenchOrTests) {
    for (const Include& i : includes_in_quotes()) {
        for (const char* outside : {"bench/", "tests/"})
            EXPECT_NE(i.included.rfind(outside, 0), 0u) << i.file << " includes " << i.included;
    }
}

TEST(Layering, TheHostStartsWorkOnlyThroughLaunch) {
    for (const Include& i : includes_in_quotes()) {
        if (i.file.rfind("host/", 0) != 0) continue;
        EXPECT_EQ(not_for_the_host.count(i.included), 0u) << i.file << " includes " << i.included;
    }
}

TEST(Layering, OnlyLaunchHoldsCudaFiles) {
    for (const std::string& file : source_files()) {
        const std::string extension = fs::path(file).extension().string();
        if (extension == ".cu" || extension == ".cuh") {
            EXPECT_EQ(folder_of(file), "kernels/launch") << file;
        }
    }
}

TEST(Layering, OneFileLooksAtTheCudaCompiler) {
    const std::regex pattern(".*(__CUDACC__|__CUDA_ARCH__|__NVCC__).*");
    for (const std::string& file : source_files()) {
        if (file == "kernels/core/macros.hpp") continue;
        for (const std::string& line : lines_of(file)) EXPECT_FALSE(std::regex_match(line, pattern)) << file;
    }
}

// Seconds of compile time, in every file that it reaches.
TEST(Layering, OneFileReadsTheCommandLineParser) {
    for (const std::string& file : source_files()) {
        if (file == "host/cli/parse.cpp") continue;
        for (const std::string& line : lines_of(file)) EXPECT_EQ(line.find("<CLI/"), line.npos) << file;
    }
}

TEST(Layering, NoHeaderIncludesTheJsonLibrary) {
    for (const std::string& file : source_files()) {
        if (file.ends_with(".cpp")) continue;
        for (const std::string& line : lines_of(file))
            EXPECT_EQ(line.find("<nlohmann/json.hpp>"), line.npos) << file;
    }
}

TEST(Layering, EveryFileBeginsByWhatItIs) {
    for (const std::string& file : source_files()) {
        const auto lines = lines_of(file);
        ASSERT_FALSE(lines.empty()) << file;
        EXPECT_EQ(lines.front().rfind("// ", 0), 0u) << file;
    }
}

// The code is formatted: what begins in the first column stands at the scope of a namespace.
TEST(Layering, NoTypeNameStandsInTwoHeaders) {
    const std::regex definition("^(struct|class|union|enum|enum class) (\\w+)( final)?( : [^;]*)? \\{.*");
    std::map<std::string, std::string> header_of;
    for (const std::string& file : source_files()) {
        const std::string extension = fs::path(file).extension().string();
        if (extension != ".hpp" && extension != ".cuh") continue;
        for (const std::string& line : lines_of(file)) {
            std::smatch match;
            if (!std::regex_match(line, match, definition)) continue;
            const auto [known, added] = header_of.insert({match[2], file});
            EXPECT_TRUE(added) << match[2] << " is defined in " << known->second << " and in " << file;
        }
    }
    EXPECT_GT(header_of.size(), 100u);
}

TEST(Layering, EveryRoomOfTheHostIsANamespace) {
    const std::regex opens("^namespace (twinarm[\\w:]*) \\{.*");
    for (const std::string& file : source_files()) {
        if (file.rfind("host/", 0) != 0 || file == "host/cli/main.cpp") continue;
        const std::string room = "twinarm::" + folder_of(file).substr(5);
        std::set<std::string> found;
        for (const std::string& line : lines_of(file)) {
            std::smatch match;
            if (std::regex_match(line, match, opens)) found.insert(match[1]);
        }
        EXPECT_EQ(found.count(room), 1u) << file << " declares nothing in " << room;
    }
}

}  // namespace
}  // namespace twinarm
