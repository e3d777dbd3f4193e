// A journal: what was appended is read back; a line that was cut off is none; a line that was changed is
// told.
#include "host/store/journal.hpp"

#include <gtest/gtest.h>

#include "host/base/errors.hpp"
#include "tests/host/temporary_folder.hpp"

namespace twinarm::store {
namespace {

namespace fs = std::filesystem;
using Lines = std::vector<std::string>;

class JournalTest : public testing::Test {
  protected:
    std::string write(const Lines& lines) const {
        {
            Journal journal(path);
            for (const std::string& line : lines) journal.append(line);
        }
        return text_in(path);
    }
    Lines read() const { return read_journal(path).lines; }

    TemporaryFolder folder;
    fs::path path = folder / "journal";
};

TEST_F(JournalTest, LinesAreReadBackInTheirOrder) {
    const Lines lines = {"first", "", "with\ttab", "\xCE\xBC"};
    write(lines);
    EXPECT_EQ(read(), lines);
    EXPECT_EQ(read_journal(path).bytes, fs::file_size(path));
}

TEST_F(JournalTest, CutOffAnywhereItHoldsTheLinesThatAreWhole) {
    const std::string whole = write({"one", "two", "three"});
    std::size_t ends = 0;
    for (std::size_t bytes = 0; bytes <= whole.size(); ++bytes) {
        put_text(path, whole.substr(0, bytes));
        ends += bytes > 0 && whole[bytes - 1] == '\n';
        EXPECT_EQ(read().size(), ends) << bytes;
    }
    EXPECT_EQ(ends, 3u);
}

TEST_F(JournalTest, ItGoesOnAfterTheLastWholeLine) {
    const std::string whole = write({"one", "two"});
    put_text(path, whole + "thr");
    const JournalLines before = read_journal(path);
    {
        Journal journal(path, before);
        journal.append("three");
    }
    EXPECT_EQ(read(), (Lines{"one", "two", "three"}));
    const std::string again = text_in(path);
    EXPECT_EQ(write({"one", "two", "three"}), again);  // seals do not depend on when it was written
}

TEST_F(JournalTest, ItGoesOnAfterAnEarlierLine) {
    write({"one", "two", "three"});
    {
        Journal journal(path, read_journal(path).first(1));
        journal.append("other");
    }
    EXPECT_EQ(read(), (Lines{"one", "other"}));
}

TEST_F(JournalTest, AChangedByteIsToldOrCostsTheLastLineButNeverChangesOne) {
    const Lines lines = {"one", "two", "three"};
    const std::string whole = write(lines);
    std::size_t told = 0;
    for (std::size_t at = 0; at < whole.size(); ++at)
        for (const char flip : {'\x01', '\x20', '\x80'}) {
            std::string changed = whole;
            changed[at] = char(changed[at] ^ flip);
            put_text(path, changed);
            try {
                const Lines found = read();
                EXPECT_EQ(found, Lines(lines.begin(), lines.begin() + std::ptrdiff_t(found.size()))) << at;
                EXPECT_GE(found.size(), 1u) << at;
            } catch (const base::VerificationError& error) {
                ++told;
                EXPECT_NE(std::string(error.what()).find("journal:"), std::string::npos) << error.what();
            }
        }
    EXPECT_GT(told, 3 * (whole.size() - std::string("three\t").size() - 33) - 10);
}

TEST_F(JournalTest, LinesOfAnotherJournalAreTold) {
    const std::string other = write({"zero", "two"});
    const std::string second = other.substr(other.find('\n') + 1);
    const std::string whole = write({"one", "two"});
    put_text(path, whole.substr(0, whole.find('\n') + 1) + second + "three\n");
    EXPECT_THROW(read(), base::VerificationError);
}

TEST_F(JournalTest, ALinkIsReplacedAndNeverFollowed) {
    put_text(folder / "mine", "mine");
    fs::create_symlink(folder / "mine", path);
    EXPECT_THROW(read(), base::FileError);
    write({"one"});
    EXPECT_EQ(text_in(folder / "mine"), "mine");
}

}  // namespace
}  // namespace twinarm::store
