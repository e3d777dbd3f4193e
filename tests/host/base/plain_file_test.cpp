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

TEST(PlainFile, ALineThatDoesNotEndTakesNoMoreMemoryThanTheLongest) {
    const TemporaryFolder folder;
    put_text(folder / "a", "");
    std::filesystem::resize_file(folder / "a", std::uintmax_t(1) << 40);
    PlainFile file(folder / "a", "");
    std::string line;
    bool cut_off = false;
    EXPECT_THROW(file.line(line, cut_off), DataError);
    EXPECT_LT(line.capacity(), 3 * longest_line);
}

/// What is read of a file before it ends or an error comes.
std::string read_of(const std::filesystem::path& path, const FileFacts& expected) {
    std::string text;
    try {
        PlainFile file(path, "", expected);
        while (file.append_to(text)) {
        }
    } catch (const VerificationError& error) {
        EXPECT_EQ(std::string(error.what()).rfind(path.string() + ": is not the file that the run wrote", 0),
                  0u);
        text += "<error>";
    }
    return text;
}

TEST(PlainFile, NothingOfAChangedFileIsHandedOutWhereverItIsChanged) {
    const TemporaryFolder folder;
    const std::string text = "a line\n" + std::string(1000000, 'y');
    put_text(folder / "a", text);
    EXPECT_EQ(read_of(folder / "a", facts_of(text)), text);
    EXPECT_EQ(read_of(folder / "a", {}), text);
    EXPECT_EQ(read_of(folder / "a", {facts_of(text).sha256, 5}), "<error>");
    for (const std::size_t at : {std::size_t(0), text.size() / 2, text.size() - 1}) {
        std::string changed = text;
        changed[at] = 'z';
        put_text(folder / "a", changed);
        EXPECT_EQ(read_of(folder / "a", facts_of(text)), "<error>") << at;
    }
    for (const std::string& other : {text + 'y', text.substr(1), std::string()}) {
        put_text(folder / "a", other);
        EXPECT_EQ(read_of(folder / "a", facts_of(text)), "<error>") << other.size();
    }
}

TEST(PlainFile, ASmallOneIsReadAtOnceUpToALimit) {
    const TemporaryFolder folder;
    const std::string text(1000, 'y');
    put_text(folder / "a", text);
    EXPECT_EQ(read_plain_file(folder / "a", "", facts_of(text), 1000), text);
    EXPECT_THROW(read_plain_file(folder / "a", "", facts_of(text + 'y')), VerificationError);
    EXPECT_THROW(read_plain_file(folder / "a", "", {}, 999), FileError);
}

TEST(PlainFile, AChangeWhileItIsReadIsSeenAtItsEnd) {
    const TemporaryFolder folder;
    const std::string text(1000000, 'y');
    put_text(folder / "a", text);
    PlainFile file(folder / "a", "", facts_of(text));
    std::string read;
    ASSERT_TRUE(file.append_to(read));
    std::fstream(folder / "a", std::ios::in | std::ios::out | std::ios::binary).seekp(900000).put('z');
    EXPECT_THROW(while (file.append_to(read)){}, VerificationError);
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
