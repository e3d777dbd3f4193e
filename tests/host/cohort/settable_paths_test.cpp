// What a shell offers after --set.
#include "host/cohort/settable_paths.hpp"

#include <algorithm>
#include <sstream>

#include "tests/host/cohort/cohort_files.hpp"

namespace twinarm::cohort {
namespace {

/// Keys of a section in the first example of cohorts/README.md that has it.
std::vector<std::string> documented_keys(const std::string& section) {
    const std::string text = text_of_file(shipped / "README.md");
    std::istringstream lines(text.substr(text.find("\n[" + section + "]") + 1));
    std::vector<std::string> keys;
    std::string head;
    std::getline(lines, head);
    for (std::string line; std::getline(lines, line) && !line.empty() && line[0] != '[' && line[0] != '`';)
        if (line[0] != '#') keys.push_back(line.substr(0, line.find_first_of(" =")));
    return keys;
}

TEST(SettablePaths, HoldEveryDocumentedKeyOfTheSectionsThatAllFilesHave) {
    for (const char* section : {"assessment", "solver", "trial", "escalation"}) {
        std::vector<std::string> expected;
        for (const std::string& key : documented_keys(section)) expected.push_back(section + ("." + key));
        std::vector<std::string> offered = settable_paths(std::string(section) + ".");
        std::sort(expected.begin(), expected.end());
        std::sort(offered.begin(), offered.end());
        EXPECT_GT(expected.size(), 3u) << section;
        EXPECT_EQ(offered, expected);
    }
}

}  // namespace
}  // namespace twinarm::cohort
