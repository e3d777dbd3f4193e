// Files read once: lines and bytes as they are, recognised at the end, and nothing but plain files.
#include "host/base/plain_file.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include "host/base/errors.hpp"
#include "tests/host/temporary_folder.hpp"

namespace twinarm::base {
namespace {

FileFacts facts_of(const std::string& text) {
    Sha256 hash;
    hash.add(text);
    return {hash.hex(), text.size()};
}

TEST(PlainFile, LinesAndBytesComeInTheirOrder) {
    const TemporaryFolder folder;
    put_text(folder / "a", "one\n\nthree" + std::string(600000, 'x') + "\n1234cut");
    PlainFile file(folder / "a", "");
    std::string line;
    bool cut_off = false;
    ASSERT_TRUE(file.line(line, cut_off) && line == "one" && !cut_off);
    ASSERT_TRUE(file.line(line, cut_off) && line.empty() && !cut_off);
    ASSERT_TRUE(file.line(line, cut_off) && line.size() == 600005 && !cut_off);
    char bytes[4];
    ASSERT_TRUE(file.bytes(bytes, 4));
    EXPECT_EQ(std::string(bytes, 4), "1234");
    EXPECT_FALSE(file.at_end());
    EXPECT_TRUE(file.line(line, cut_off) && line == "cut" && cut_off);
    EXPECT_TRUE(file.at_end());
    EXPECT_FALSE(file.line(line, cut_off));
    EXPECT_FALSE(file.bytes(bytes, 1));
}

TEST(PlainFile, IsRecognisedWhereverReadingStopped) {
    const TemporaryFolder folder;
    const std::string text = "a line\n" + std::string(1000000, 'y');
    put_text(folder / "a", text);
    for (const bool reads : {false, true}) {
        PlainFile file(folder / "a", "");
        std::string line;
        bool cut_off = false;
        if (reads) file.line(line, cut_off);
        EXPECT_NO_THROW(file.require_same(facts_of(text)));
    }
    EXPECT_THROW(PlainFile(folder / "a", "").require_same(facts_of(text + "z")), VerificationError);
    EXPECT_THROW(PlainFile(folder / "a", "").require_same({facts_of(text).sha256, 5}), VerificationError);
    EXPECT_NO_THROW(PlainFile(folder / "a", "").require_same({}));
    EXPECT_NO_THROW(require_same("a", text, facts_of(text)));
    EXPECT_THROW(require_same("a", text, facts_of("")), VerificationError);
    EXPECT_EQ(read_plain_file(folder / "a", ""), text);
    EXPECT_THROW(read_plain_file(folder / "a", "", 1000), FileError);
}

TEST(PlainFile, NoLinkPipeDeviceOrFolderIsOpened) {
    const TemporaryFolder folder;
    put_text(folder / "a", "text");
    std::filesystem::create_symlink(folder / "a", folder / "link");
    ASSERT_EQ(mkfifo((folder / "pipe").c_str(), 0600), 0);
    for (const std::filesystem::path& path :
         {folder / "link", folder / "pipe", folder.path(), std::filesystem::path("/dev/zero")})
        EXPECT_THROW(PlainFile(path, ""), FileError) << path;
    EXPECT_THROW(PlainFile(folder / "not_there", ""), FileError);
}

}  // namespace
}  // namespace twinarm::base
