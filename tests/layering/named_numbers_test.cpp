// Every number of the science has a name: the equations hold no literal but those of algebra.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <string>

namespace twinarm {
namespace {

namespace fs = std::filesystem;

// 0, 1 and 2 are algebra everywhere, 1/2 and 4 where the roots of a quadratic equation are taken.
bool is_algebra(const std::string& number, const std::string& file) {
    if (std::set<std::string>{"0", "1", "2"}.count(number) == 1) return true;
    return file == "two_compartment.hpp" && (number == "0.5" || number == "4");
}

TEST(NamedNumbers, TheEquationsHoldNoOtherLiteral) {
    const std::regex literal("\\bV\\(([0-9][0-9.e+-]*)\\)");
    int files = 0, literals = 0;
    for (const auto& entry : fs::directory_iterator(fs::path(TWINARM_SOURCE_DIR) / "kernels/model")) {
        ++files;
        std::ifstream in(entry.path());
        int number = 0;
        for (std::string line; std::getline(in, line);) {
            ++number;
            for (std::sregex_iterator i(line.begin(), line.end(), literal), none; i != none; ++i) {
                ++literals;
                EXPECT_TRUE(is_algebra((*i)[1], entry.path().filename().string()))
                    << entry.path().string() << ":" << number << ": " << (*i)[0]
                    << " is a number of the science: make it a parameter, or name it beside its equation";
            }
        }
    }
    EXPECT_GT(files, 10);
    EXPECT_GT(literals, 50);
}

}  // namespace
}  // namespace twinarm
