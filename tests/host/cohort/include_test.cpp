// Files that include files.
#include "tests/host/cohort/cohort_files.hpp"

#include "host/cohort/parameter_range.hpp"
#include "host/cohort/read_cohort.hpp"

namespace twinarm::cohort {
namespace {

using Include = CohortFiles;

const Marginal& marginal(const Cohort& cohort, const char* key) {
    return cohort.study.population.marginal[parameter_index(key)];
}

TEST_F(Include, TheIncludingFileWins) {
    const Cohort cohort = read_over_base("[study]\nhorizon = \"26 wk\"\n");
    EXPECT_EQ(cohort.study.horizon_min, 26 * 7 * 24 * 60);
    EXPECT_EQ(cohort.id, "base");  // the rest of the table stays
}

TEST_F(Include, ALaterIncludeWinsOverAnEarlierOne) {
    write("one.toml", "[study]\nid = \"one\"\ntitle = \"first\"\n");
    write("two.toml", "[study]\nid = \"two\"\n");
    const Cohort cohort =
        read_cohort(write("c.toml", "schema = 1\ninclude = [\"base.toml\", \"one.toml\", \"two.toml\"]\n"));
    EXPECT_EQ(cohort.id, "two");
    EXPECT_EQ(cohort.title, "first");
}

TEST_F(Include, PathsAreRelativeToTheFileThatNamesThem) {
    write("deep/er/leaf.toml", "[study]\nid = \"leaf\"\n");
    write("deep/branch.toml", "include = [\"er/leaf.toml\"]\n");
    EXPECT_EQ(
        read_cohort(write("c.toml", "schema = 1\ninclude = [\"base.toml\", \"deep/branch.toml\"]\n")).id,
        "leaf");
}

TEST_F(Include, AParameterIsReplacedWhole) {
    // Mixed from both, this would be a value and a spread at once.
    const Cohort cohort =
        read_over_base("[tumour]\nmemory_loss = { value = \"1e-5 1/h\", source = \"assumed\" }\n");
    EXPECT_EQ(marginal(cohort, "tumour.memory_loss").kind, DistributionKind::fixed);
    EXPECT_EQ(marginal(cohort, "tumour.memory_loss").component[0].location, 1e-5);
}

TEST_F(Include, AnArrayIsReplacedWhole) {
    const Cohort cohort = read_over_base("[[arm]]\nid = \"only\"\nregimens = []\n");
    ASSERT_EQ(cohort.study.arm_count, 1);
    EXPECT_EQ(cohort.arms[0].id, "only");
}

TEST_F(Include, CorrelationsAreGatheredAndOneOfTheSamePairIsReplaced) {
    const Cohort before = read_over_base("");
    const Cohort after = read_over_base(
        "[[correlation]]\nbetween = [\"aldesleukin.central_volume\", \"aldesleukin.clearance\"]\nvalue = "
        "0.6\nsource = \"assumed\"\n");
    EXPECT_EQ(after.study.population.copula.count, before.study.population.copula.count);
    const int row = marginal(after, "aldesleukin.central_volume").copula_row;
    const int column = marginal(after, "aldesleukin.clearance").copula_row;
    EXPECT_EQ(after.study.population.copula.factor[row][column], 0.6);
}

TEST_F(Include, TwoFilesMayIncludeTheSameThird) {
    write("third.toml", "[study]\nid = \"third\"\n");
    write("one.toml", "include = [\"third.toml\"]\n");
    write("two.toml", "include = [\"third.toml\"]\n");
    const Cohort cohort =
        read_cohort(write("c.toml", "schema = 1\ninclude = [\"base.toml\", \"one.toml\", \"two.toml\"]\n"));
    EXPECT_EQ(cohort.id, "third");
    EXPECT_EQ(cohort.files.size(), 10u);  // c, base with its five, one, third once, two
}

TEST_F(Include, EveryFileIsListedWithTheHashOfItsBytes) {
    const Cohort cohort =
        read_cohort(write("c.toml", "schema = 1\ninclude = [\"base.toml\", \"abc.toml\"]\n" +
                                        std::string((write("abc.toml", "#abc"), ""))));
    EXPECT_EQ(cohort.files.front().path, (folder / "c.toml").string());
    // sha256sum of the four bytes "#abc"
    EXPECT_EQ(cohort.files.back().sha256, "00e16e1d31c0ba2b3b3d17583bb2ac3b898666620ddf540aae5bd0703d7d02e7");
}

TEST_F(Include, ACircleIsAnErrorWhereItCloses) {
    write("one.toml", "include = [\"two.toml\"]\n");
    write("two.toml", "# a comment\ninclude = [\n    \"one.toml\"]\n");
    EXPECT_EQ(
        errors(folder / "one.toml"),
        std::vector<std::string>{"two.toml:3:5: files include each other: one.toml -> two.toml -> one.toml"});
}

TEST_F(Include, AFileThatIncludesItselfIsACircle) {
    EXPECT_EQ(errors(write("c.toml", "include = [\"./c.toml\"]\n")),
              std::vector<std::string>{"c.toml:1:12: files include each other: c.toml -> c.toml"});
}

TEST_F(Include, AMissingFileIsAnErrorWhereItIsNamed) {
    EXPECT_EQ(errors(write("c.toml", "schema = 1\ninclude = [\"nowhere.toml\"]\n")),
              std::vector<std::string>{"c.toml:2:12: cannot read nowhere.toml: No such file or directory"});
}

TEST_F(Include, AFolderIsNoFile) {
    std::filesystem::create_directories(folder / "sub");
    EXPECT_EQ(errors(write("c.toml", "include = [\"sub\"]\n")),
              std::vector<std::string>{"c.toml:1:12: cannot read sub: it is a folder"});
}

TEST_F(Include, TheFirstFileMayBeMissingToo) {
    EXPECT_EQ(errors(folder / "no.toml"),
              std::vector<std::string>{"no.toml:1:1: cannot read no.toml: No such file or directory"});
}

TEST_F(Include, AnIncludeIsAListOfTexts) {
    EXPECT_EQ(errors(write("c.toml", "include = \"base.toml\"\n")),
              std::vector<std::string>{
                  "c.toml:1:11: `include` is a list of files, as in include = [\"drugs/aldesleukin.toml\"]"});
    EXPECT_EQ(errors(write("c.toml", "include = [3]\n")),
              std::vector<std::string>{"c.toml:1:12: an include is a file name, got an integer"});
}

TEST_F(Include, ErrorsOfSeveralFilesAreToldTogether) {
    write("one.toml", "[study\n");
    write("two.toml", "a = \n");
    const auto all = errors(write("c.toml", "include = [\"one.toml\", \"two.toml\", \"three.toml\"]\n"));
    ASSERT_EQ(all.size(), 3u);
    EXPECT_EQ(all[0].rfind("one.toml:1:", 0), 0u) << all[0];
    EXPECT_EQ(all[1].rfind("two.toml:1:", 0), 0u) << all[1];
    EXPECT_EQ(all[2], "c.toml:1:36: cannot read three.toml: No such file or directory");
}

TEST_F(Include, AnErrorInAnIncludedFileIsPlacedThere) {
    write("part.toml", "\n[tumour]\n  kiling = 3\n");
    EXPECT_EQ(errors(write("c.toml", "schema = 1\ninclude = [\"base.toml\", \"part.toml\"]\n")),
              std::vector<std::string>{
                  "part.toml:3:3: unknown key `kiling` in [tumour] (did you mean `killing`?)"});
}

}  // namespace
}  // namespace twinarm::cohort
