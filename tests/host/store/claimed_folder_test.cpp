// The folder of a run: what is refused changes nothing, what is there stays until the new results take its
// place, and no file of a user is ever replaced.
#include "host/store/claimed_folder.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <atomic>
#include <map>
#include <thread>

#include "host/base/errors.hpp"
#include "host/base/output_file.hpp"
#include "tests/host/temporary_folder.hpp"

namespace twinarm::store {
namespace {

namespace fs = std::filesystem;

class ClaimedFolderTest : public testing::Test {
  protected:
    /// Names and contents of everything in a folder.
    static std::map<std::string, std::string> contents(const fs::path& folder) {
        std::map<std::string, std::string> found;
        for (const auto& entry : fs::directory_iterator(folder))
            found[entry.path().filename()] = fs::is_symlink(entry)     ? fs::read_symlink(entry).string()
                                             : entry.is_regular_file() ? text_in(entry)
                                                                       : "";
        return found;
    }
    void put_old_run(const std::string& outputs = R"({"patients.csv": {}, "resolved.toml": {}})") const {
        put_text(run / "run.json", R"({"program": "twinarm", "outputs": )" + outputs + "}");
        put_text(run / "patients.csv", "old");
    }
    template <class Error>
    void expect_refused(FolderRequest request) const {
        const auto before = contents(run);
        EXPECT_THROW(ClaimedFolder{std::move(request)}, Error);
        EXPECT_EQ(contents(run), before);
    }
    static void complete(const ClaimedFolder& folder, const std::string& name, const std::string& text) {
        base::write_file(folder.path() / name, text, base::Naming::later);
    }

    ClaimedFolderTest() { fs::create_directory(run); }
    TemporaryFolder folder;
    fs::path run = folder / "run";
};

TEST_F(ClaimedFolderTest, ItIsCreatedWithItsParentsAndHoldsOnlyTheLockWhileItLives) {
    {
        const ClaimedFolder claimed({folder / "a/b/c"});
        EXPECT_EQ(contents(folder / "a/b/c").size(), 1u);
        EXPECT_TRUE(fs::exists(folder / "a/b/c/run.lock"));
    }
    EXPECT_TRUE(fs::is_empty(folder / "a/b/c"));
}

TEST_F(ClaimedFolderTest, ADiskTooSmallForTheResultsIsToldBeforehandAndNothingChanges) {
    put_old_run();
    expect_refused<base::FileError>({run, true, 1e21});
    EXPECT_THROW(ClaimedFolder({folder / "new", true, 1e21}), base::FileError);
    EXPECT_FALSE(fs::exists(folder / "new"));
}

TEST_F(ClaimedFolderTest, WithoutForceAFolderThatHoldsSomethingStaysAsItIs) {
    put_text(run / "notes.txt", "mine");
    expect_refused<base::UsageError>({run});
    const ClaimedFolder claimed({run, true});
    EXPECT_EQ(text_in(run / "notes.txt"), "mine");
}

TEST_F(ClaimedFolderTest, AFileOfTheUserWithTheNameOfAResultIsRefused) {
    for (const char* name : {"populations.csv", "patients.csv", "courses.csv", "adsl.json", "run.json"}) {
        put_text(run / name, "mine");
        expect_refused<base::UsageError>({run, true});
        fs::remove(run / name);
    }
    put_text(folder / "elsewhere", "mine");
    fs::create_symlink(folder / "elsewhere", run / "patients.csv");
    expect_refused<base::UsageError>({run, true});
}

TEST_F(ClaimedFolderTest, NextToAnOldRunAFileThatThisRunDidNotWriteIsRefused) {
    put_old_run();
    put_text(run / "populations.csv", "mine");
    expect_refused<base::UsageError>({run, true});
    put_old_run(R"({"patients.csv": {}, "resolved.toml": {}, "populations.csv": {}})");
    const ClaimedFolder claimed({run, true});
}

TEST_F(ClaimedFolderTest, TheFilesOfARunOfVersion01AreItsOwnThoughItsRecordDoesNotListThem) {
    put_old_run(R"({"patients.csv": {}})");
    put_text(run / "trials.csv", "old");
    { const ClaimedFolder claimed({run, true}); }
    put_text(run / "populations.csv", "mine");
    expect_refused<base::UsageError>({run, true});
}

TEST_F(ClaimedFolderTest, ADeviceAPipeOrAFolderStaysWhatItIs) {
    put_old_run(R"({"patients.csv": {}, "resolved.toml": {}, "trials.csv": {}, "summary.json": {}})");
    ASSERT_EQ(mkfifo((run / "trials.csv").c_str(), 0600), 0);
    expect_refused<base::UsageError>({run, true});
    fs::remove(run / "trials.csv");
    fs::create_directory(run / "summary.json");
    expect_refused<base::UsageError>({run, true});
}

TEST_F(ClaimedFolderTest, AnInputOfTheCommandIsNeverOverwritten) {
    put_old_run();
    put_text(run / "resolved.toml", "cohort");
    expect_refused<base::UsageError>({run, true, 0, {(run / "resolved.toml").string()}});
    fs::create_hard_link(run / "resolved.toml", folder / "other_name");
    expect_refused<base::UsageError>({run, true, 0, {(folder / "other_name").string()}});
    fs::create_symlink(run / "resolved.toml", folder / "a_link");
    expect_refused<base::UsageError>({run, true, 0, {"not_there", (folder / "a_link").string()}});
    put_text(run / "patients.csv.partial", "input");
    expect_refused<base::UsageError>({run, true, 0, {(run / "patients.csv.partial").string()}});
}

TEST_F(ClaimedFolderTest, TheSecondUserIsToldWhoHoldsIt) {
    const ClaimedFolder claimed({run});
    for (const bool force : {false, true}) try {
            ClaimedFolder({run, force});
            ADD_FAILURE() << "two runs in one folder";
        } catch (const base::UsageError& error) {
            const std::string text = error.what();
            EXPECT_NE(text.find("in use by process " + std::to_string(getpid()) + " on "), std::string::npos)
                << text;
            EXPECT_NE(text.find(" since 20"), std::string::npos) << text;
        }
    EXPECT_TRUE(fs::exists(run / "run.lock"));
}

TEST_F(ClaimedFolderTest, WhoeverLooksAtALockIsInNobodysWay) {
    std::string lock;
    {
        const ClaimedFolder claimed({run});
        lock = text_in(run / "run.lock");
    }
    put_text(run / "run.lock", lock);  // of a process that was killed
    std::atomic<int> looks = 0, holders = 0;
    std::atomic<bool> ends = false;
    const auto look = [&] {
        for (; !ends; ++looks) holders += !holder_of(run).empty();
    };
    std::thread one(look), other(look);
    while (looks < 20000) std::this_thread::yield();
    EXPECT_EQ(holders, 0);
    for (int i = 0; i < 50; ++i) EXPECT_NO_THROW(ClaimedFolder({run}));
    ends = true;
    one.join();
    other.join();
}

TEST_F(ClaimedFolderTest, TheLockOfAProcessThatWasKilledHoldsNobodyBackAndTheFilesAreItsOwn) {
    std::string lock;
    {
        const ClaimedFolder claimed({run});
        lock = text_in(run / "run.lock");
    }
    put_text(run / "run.lock", lock);
    { const ClaimedFolder claimed({run}); }  // a lock alone is no content
    put_text(run / "run.lock", lock);
    put_text(run / "patients.csv", "a user's");
    expect_refused<base::UsageError>({run, true});
    put_text(run / "run.lock", lock + "gives a name to patients.csv\n");  // it was killed while it did
    expect_refused<base::UsageError>({run});
    const ClaimedFolder claimed({run, true});
}

TEST_F(ClaimedFolderTest, AUsersFileCalledRunLockIsRefused) {
    put_text(run / "run.lock", "mine");
    expect_refused<base::UsageError>({run, true});
}

TEST_F(ClaimedFolderTest, OldResultsStayUntilTheNewOnesArePublishedAndThenGo) {
    put_old_run(R"({"patients.csv": {}, "resolved.toml": {}, "trials.csv": {}})");
    put_text(run / "trials.csv", "old");
    put_text(run / "courses.csv.partial", "of a run that was killed");
    put_text(run / "write_test", "mine");
    {
        ClaimedFolder claimed({run, true});
        complete(claimed, "patients.csv", "new");
        EXPECT_EQ(text_in(run / "patients.csv"), "old");
        complete(claimed, "run.json", "{}");
        claimed.publish({"patients.csv"});
        EXPECT_EQ(contents(run).count("trials.csv"), 0u);
        complete(claimed, "trials.csv", "new");
        complete(claimed, "run.json", R"({"whole": 1})");
        claimed.publish({"patients.csv", "trials.csv"});
    }
    const std::map<std::string, std::string> expected = {{"patients.csv", "new"},
                                                         {"run.json", R"({"whole": 1})"},
                                                         {"trials.csv", "new"},
                                                         {"write_test", "mine"}};
    EXPECT_EQ(contents(run), expected);
}

TEST_F(ClaimedFolderTest, WhereAFileCannotBeNamedThereIsNoRecordAndTheLockStays) {
    put_old_run();
    {
        ClaimedFolder claimed({run, true});
        complete(claimed, "run.json", "{}");
        EXPECT_THROW(claimed.publish({"patients.csv"}), base::FileError);  // it was never written
    }
    EXPECT_FALSE(fs::exists(run / "run.json"));
    EXPECT_TRUE(fs::exists(run / "run.lock"));
    const ClaimedFolder again({run, true});
}

}  // namespace
}  // namespace twinarm::store
