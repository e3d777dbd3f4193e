// A journal that lies by itself: begun, gone on with, by one process at a time, and never in place of another
// file.
#include "host/store/journal_file.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include "host/base/errors.hpp"
#include "tests/host/temporary_folder.hpp"

namespace twinarm::store {
namespace {

using Lines = std::vector<std::string>;

const JournalKind kind = {"the journal of a test",
                          "test: ",
                          "Wait.",
                          "Choose another.",
                          {.changed = "Restore it.", .no_room = "Make room."}};

class JournalFileTest : public testing::Test {
  protected:
    void append(const std::string& line) const { JournalFile(path, kind).append(line); }
    Lines read() const { return JournalFile(path, kind).lines(); }
    /// The file stays as it is.
    template <class Error>
    void expect_refused(const std::string& text) const {
        put_text(path, text);
        EXPECT_THROW(JournalFile(path, kind), Error) << text;
        EXPECT_EQ(text_in(path), text);
    }

    TemporaryFolder folder;
    std::filesystem::path path = folder / "journal";
};

TEST_F(JournalFileTest, BeginsWhereNothingIsAndGoesOn) {
    EXPECT_EQ(read(), Lines());
    append("test: one");
    append("two");
    EXPECT_EQ(read(), (Lines{"test: one", "two"}));
    EXPECT_EQ(JournalFile(path, kind, true).lines(), Lines());
    EXPECT_EQ(text_in(path), "");
}

TEST_F(JournalFileTest, WithATornLastLineGoesOnAfterTheLineBefore) {
    append("test: one");
    const std::string one = text_in(path);
    append("two");
    const std::string whole = text_in(path);
    for (const std::size_t cut : {std::size_t(0), std::size_t(4), one.size() - 1, one.size() + 2}) {
        put_text(path, whole.substr(0, cut));
        if (cut < one.size()) append("test: one");
        append("two");
        EXPECT_EQ(text_in(path), whole) << cut;
    }
}

TEST_F(JournalFileTest, AnythingElseIsLeftAsItIs) {
    expect_refused<base::UsageError>("a line of somebody's text, without an end");
    expect_refused<base::UsageError>("text\n");
    expect_refused<base::VerificationError>("test: one\nno seals\n");
    std::filesystem::remove(path);
    put_text(folder / "mine", "");
    std::filesystem::create_symlink(folder / "mine", path);
    EXPECT_THROW(JournalFile(path, kind), base::FileError);
    std::filesystem::remove(path);
    ASSERT_EQ(::mkfifo(path.c_str(), 0600), 0);
    EXPECT_THROW(JournalFile(path, kind), base::FileError);
    EXPECT_THROW(JournalFile(folder / "no folder" / "journal", kind), base::FileError);
}

TEST_F(JournalFileTest, AChangedLineIsNamed) {
    append("test: one");
    append("two");
    append("three");
    std::string text = text_in(path);
    text[text.find("two")] = 'T';
    put_text(path, text);
    try {
        read();
        FAIL();
    } catch (const base::VerificationError& error) {
        EXPECT_NE(std::string(error.what()).find("journal:2: "), std::string::npos) << error.what();
        EXPECT_NE(std::string(error.what()).find("Restore it."), std::string::npos) << error.what();
    }
    EXPECT_EQ(text_in(path), text);
}

TEST_F(JournalFileTest, IsWrittenByOneProcessAtATime) {
    const JournalFile first(path, kind);
    EXPECT_THROW(JournalFile(path, kind), base::UsageError);
    EXPECT_THROW(JournalFile(path, kind, true), base::UsageError);
}

}  // namespace
}  // namespace twinarm::store
