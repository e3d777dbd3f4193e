// Texts beyond any cohort file: sizes, depths and numbers that would cost memory, time or the stack.
#include <sys/stat.h>

#include "tests/host/cohort/cohort_files.hpp"

namespace twinarm::cohort {
namespace {

using Limits = CohortFiles;

std::string repeated(const std::string& part, int count) {
    std::string all;
    for (int i = 0; i < count; ++i) all += part;
    return all;
}

TEST_F(Limits, ANameOfManyNamesIsRefusedBeforeTheParserDescends) {
    EXPECT_EQ(errors(write("c.toml", "schema = 1\n" + repeated("a.", 500000) + "a = 1\n")),
              std::vector<std::string>{"c.toml:2:1: a key of more than 100 names joined by dots"});
}

TEST_F(Limits, ANameThatIsNotAsciiStandsInQuotes) {
    EXPECT_EQ(error_over_base("[study]\n\u00e9t\u00e9 = 1\n"),
              "c.toml:4:1: only texts in quotes and comments may have characters that are not ASCII");
    EXPECT_EQ(error_over_base("# \u00e9\n[study]\ntitle = \"\u00e9\"\n"), "");
}

TEST_F(Limits, DotsInTextsAndCommentsAreNoNames) {
    const std::string dots(300, '.');
    EXPECT_EQ(error_over_base("# " + dots + "\n[study]\ntitle = \"\"\"a \\\" " + dots + "\"\"\"\"\n"), "");
    EXPECT_EQ(error_over_base("[study]\ntitle = '" + dots + "'  # " + dots + "\n"), "");
}

TEST_F(Limits, NumbersOfOneLineAreNotNamesOfOneKey) {
    std::string pairs;
    for (int i = 1; i <= 120; ++i) pairs += "[\"" + std::to_string(i) + " d\", 0.5], ";
    EXPECT_EQ(error_over_base("[[published]]\nlabel = \"l\"\narm = \"control\"\nresponders = 1\nn = 9\n"
                              "role = \"validation\"\nsource = \"s\"\npfs = [" +
                              pairs + "]\n"),
              "");
    EXPECT_EQ(error_over_base("[study]\ntitle = { " + repeated("a . ", 101) + "a = 1 }\n"),
              "c.toml:4:1: a key of more than 100 names joined by dots");
}

TEST_F(Limits, TablesTooDeepInEachOtherAreRefused) {
    EXPECT_EQ(first_error_over_base("[study]\nid = " + std::string(60, '[') + std::string(60, ']') + "\n"),
              "c.toml:4:55: tables and lists are nested too deeply");
}

TEST_F(Limits, AFileLargerThanAnyCohortIsRefused) {
    EXPECT_EQ(errors(write("c.toml", std::string((1 << 20) + 1, ' '))),
              std::vector<std::string>{"c.toml:1:1: larger than 1048576 bytes: this is not a cohort file"});
    EXPECT_EQ(
        errors("/dev/zero"),
        std::vector<std::string>{"/dev/zero:1:1: larger than 1048576 bytes: this is not a cohort file"});
}

TEST_F(Limits, APipeIsNotWaitedFor) {
    ASSERT_EQ(mkfifo((folder / "pipe").c_str(), 0600), 0);
    EXPECT_EQ(errors(write("c.toml", "include = [\"pipe\"]\n")),
              std::vector<std::string>{"c.toml:1:12: cannot read pipe: it is a pipe or a device"});
}

TEST_F(Limits, FilesThatIncludeTwoOthersEachAreNotReadForEver) {
    for (int i = 0; i < 40; ++i) {
        const std::string next = "\"" + std::to_string(i + 1) + ".toml\"";
        write(std::to_string(i) + ".toml", "include = [" + next + ", " + next + "]\n");
    }
    write("40.toml", "");
    const auto all = errors(folder / "0.toml");
    ASSERT_EQ(all.size(), 1u);
    EXPECT_NE(all[0].find(".toml:1:"), std::string::npos) << all[0];
    EXPECT_NE(all[0].find(": more than 100 files are included"), std::string::npos) << all[0];
}

TEST_F(Limits, FilesThatAreTooLargeTogetherAreRefusedOnce) {
    write("large.toml", "# " + std::string(600000, 'x'));
    EXPECT_EQ(errors(write("c.toml", "include = [\"large.toml\", \"large.toml\", \"large.toml\"]\n")),
              std::vector<std::string>{
                  "c.toml:1:26: the files together are larger than 1048576 bytes: this is not a cohort"});
}

TEST_F(Limits, AnIncludeWithAControlCharacterIsNoFileName) {
    EXPECT_EQ(
        errors(write("c.toml", "include = [\"a\\u0000b\"]\n")),
        std::vector<std::string>{"c.toml:1:12: expected a text of one line, without control characters"});
}

TEST_F(Limits, AfterAThousandErrorsTheRestIsNotTold) {
    std::string text;
    for (int i = 0; i < 20000; ++i) text += "k" + std::to_string(i) + " = 1\n";
    const auto all = errors_over_base(text);
    ASSERT_EQ(all.size(), 1001u);
    EXPECT_EQ(all.back(), "c.toml:1002:1: more than 1000 errors: the rest are not shown");
}

TEST_F(Limits, AnEndOfLineInAKeyDoesNotBreakTheListOfErrors) {
    EXPECT_EQ(error_over_base("\"no\\nkey\" = 1\n"), "c.toml:3:1: unknown key `no key` in the file");
}

TEST_F(Limits, LongWordsAreNotComparedLetterByLetter) {
    const std::string name(100000, 'a');
    const auto all = errors_over_base("[regimen." + name + "b]\nlike = \"" + name + "\"\n");
    ASSERT_FALSE(all.empty());
    EXPECT_EQ(all.back().rfind("c.toml:4:8: no such regimen `aaa", 0), 0u);
    EXPECT_LT(all.back().size(), 1100u);  // long words are cut
}

TEST_F(Limits, RegimensAreLikeEachOtherOverAFewStepsOnly) {
    std::string text = "[regimen.r0]\nlike = \"hd\"\n";
    for (int i = 1; i < 900; ++i)
        text += "[regimen.r" + std::to_string(i) + "]\nlike = \"r" + std::to_string(i - 1) + "\"\n";
    EXPECT_NE(first_error_over_base(text).find("`like` each other over more than 10 steps"),
              std::string::npos);
}

TEST_F(Limits, AThousandRegimensAreTheMost) {
    std::string text;
    for (int i = 0; i < 1000; ++i) text += "[regimen.r" + std::to_string(i) + "]\nlike = \"hd\"\n";
    const auto all = errors_over_base(text);
    ASSERT_FALSE(all.empty());
    EXPECT_NE(all[0].find(" regimens: the limit is 1000"), std::string::npos) << all[0];
}

TEST_F(Limits, ARegimenThatOthersTakeOverIsSmall) {
    std::string keys;
    for (int i = 0; i < 200; ++i) keys += "k" + std::to_string(i) + " = 1\n";
    EXPECT_EQ(first_error_over_base("[regimen.large]\nlike = \"hd\"\n" + keys),
              "c.toml:3:10: [regimen.large] has more than 200 values");
}

TEST_F(Limits, AHundredPoolsAreTheMost) {
    std::string pools;
    for (int i = 0; i < 101; ++i)
        pools += "[[pool]]\nid = \"p" + std::to_string(i) + "\"\nparts = { control = 1 }\n";
    EXPECT_EQ(error_over_base(pools), "c.toml:303:1: 101 pools: the limit is 100");
}

TEST_F(Limits, ACourseHasAMillionDosesAtMost) {
    EXPECT_EQ(error_over_base(
                  "[regimen.hd]\nmax_courses = 1\ndoses_per_cycle = 1000000\ndose_interval = \"15 min\"\n"
                  "cycles_per_course = 2\ncycle_interval = \"30 year\"\n"),
              "c.toml:3:1: [regimen.hd] has 2000000 doses in a course: the limit is 1000000");
}

TEST_F(Limits, ANumberThatOverflowsInItsUnitIsTooLarge) {
    EXPECT_EQ(error_over_base("[assessment]\ncomplete_below = \"1e308 cm\"\n"),
              "c.toml:4:18: too large a number: got \"1e308 cm\" in mm");
    EXPECT_EQ(error_over_base("[regimen.hd]\ndose = \"1e308 mg/kg\"\n"),
              "c.toml:4:8: \"1e308 mg/kg\" is inf nmol: too small or too large");
    EXPECT_EQ(error_over_base("[regimen.hd]\ndose = \"1e-323 pmol/kg\"\n"),
              "c.toml:4:8: \"1e-323 pmol/kg\" is 0 nmol: too small or too large");
}

TEST_F(Limits, ATruncationThatIsNoNumberIsRefused) {
    const std::string error = error_over_base(
        "[links]\npdl1_killing = { uniform = [-1e308, 1e308], truncated = [-inf, inf], source = \"assumed\" "
        "}\n");
    EXPECT_NE(error.find("truncation leaves"), std::string::npos) << error;
}

TEST_F(Limits, APathOfASettingIsShort) {
    EXPECT_EQ(errors(folder / "base.toml", {{repeated("a.", 50000) + "a=1"}, {}, {}}).size(), 1u);
}

}  // namespace
}  // namespace twinarm::cohort
