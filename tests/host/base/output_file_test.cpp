// Files of results: whole under their name, or not under their name.
#include "host/base/output_file.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include "host/base/errors.hpp"
#include "tests/host/full_disk.hpp"
#include "tests/host/temporary_folder.hpp"

namespace twinarm::base {
namespace {

namespace fs = std::filesystem;

TEST(OutputFile, HasItsNameOnlyWhenItIsFinished) {
    const TemporaryFolder folder;
    OutputFile file(folder / "a.csv");
    file.write("one\n");
    EXPECT_FALSE(fs::exists(folder / "a.csv"));
    file.finish();
    EXPECT_EQ(text_in(folder / "a.csv"), "one\n");
    EXPECT_FALSE(fs::exists(folder / "a.csv.partial"));
    EXPECT_EQ(file.bytes(), 4u);
}

TEST(OutputFile, OneThatIsNeverFinishedLeavesWhatWasWrittenAndTheOldFile) {
    const TemporaryFolder folder;
    put_text(folder / "a.csv", "old");
    { OutputFile(folder / "a.csv").write("half"); }
    EXPECT_EQ(text_in(folder / "a.csv"), "old");
    EXPECT_EQ(text_in(folder / "a.csv.partial"), "half");
}

TEST(OutputFile, AFullDiskIsAnErrorWithPathCauseAndRemedy) {
    const TemporaryFolder folder;
    OutputFile file(folder / "a.csv");
    fill_disk_under(folder / "a.csv.partial");
    file.write("row");
    try {
        file.finish();
        FAIL() << "no error";
    } catch (const FileError& error) {
        const std::string text = error.what();
        EXPECT_NE(text.find((folder / "a.csv.partial").string()), std::string::npos) << text;
        EXPECT_NE(text.find("No space left"), std::string::npos) << text;
        EXPECT_NE(text.find("another disk"), std::string::npos) << text;
    }
    EXPECT_FALSE(fs::exists(folder / "a.csv"));
}

TEST(OutputFile, ALinkInThePlaceOfThePartialFileIsReplacedAndNotFollowed) {
    const TemporaryFolder folder;
    put_text(folder / "mine", "precious");
    fs::create_symlink(folder / "mine", folder / "a.csv.partial");
    write_file(folder / "a.csv", "new");
    EXPECT_EQ(text_in(folder / "mine"), "precious");
    EXPECT_EQ(text_in(folder / "a.csv"), "new");
    EXPECT_FALSE(fs::is_symlink(folder / "a.csv"));
}

TEST(OutputFile, AHardLinkInThePlaceOfThePartialFileKeepsItsOtherName) {
    const TemporaryFolder folder;
    put_text(folder / "mine", "precious");
    fs::create_hard_link(folder / "mine", folder / "a.csv.partial");
    write_file(folder / "a.csv", "new");
    EXPECT_EQ(text_in(folder / "mine"), "precious");
}

TEST(OutputFile, ALinkInItsOwnPlaceIsReplacedAndNotFollowed) {
    const TemporaryFolder folder;
    put_text(folder / "mine", "precious");
    fs::create_symlink(folder / "mine", folder / "a.csv");
    write_file(folder / "a.csv", "new");
    EXPECT_EQ(text_in(folder / "mine"), "precious");
    EXPECT_FALSE(fs::is_symlink(folder / "a.csv"));
    fs::create_symlink(folder / "nowhere", folder / "b.csv");
    write_file(folder / "b.csv", "new");
    EXPECT_FALSE(fs::exists(folder / "nowhere"));
}

TEST(OutputFile, ADeviceAPipeOrAFolderStaysWhatItIs) {
    const TemporaryFolder folder;
    ASSERT_EQ(mkfifo((folder / "pipe").c_str(), 0600), 0);
    EXPECT_THROW(write_file(folder / "pipe", "new"), FileError);
    EXPECT_TRUE(fs::is_fifo(folder / "pipe"));
    fs::create_symlink(folder / "pipe", folder / "to_the_pipe");
    EXPECT_THROW(write_file(folder / "to_the_pipe", "new"), FileError);
    EXPECT_TRUE(fs::is_symlink(folder / "to_the_pipe"));
    for (const char* path : {"/dev/no_such_device", "/proc/self/fd/1", "-"})
        EXPECT_THROW(write_file(path, "new"), FileError) << path;
    fs::create_directory(folder / "folder");
    EXPECT_THROW(write_file(folder / "folder", "new"), FileError);
    fs::create_directory(folder / "a.csv.partial");
    EXPECT_THROW(write_file(folder / "a.csv", "new"), FileError);
}

TEST(OutputFile, ItsHashIsThatOfItsBytes) {
    const TemporaryFolder folder;
    const std::string text(1000000, 'a');  // more than the buffer
    EXPECT_EQ(write_file(folder / "a", text),
              "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
    EXPECT_EQ(text_in(folder / "a"), text);
}

}  // namespace
}  // namespace twinarm::base
