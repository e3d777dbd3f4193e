// A real disk that is full, and a limit of a file's length: exit 6, and the run goes on once there is room.
#include <sys/mount.h>
#include <sys/resource.h>

#include <cerrno>
#include <cstring>

#include "tests/host/cli/resumed.hpp"
#include "tests/host/cli/told.hpp"

namespace twinarm::cli {
namespace {

namespace fs = std::filesystem;

/// A disk of its own, in memory.
class SmallDisk {
  public:
    SmallDisk(const fs::path& folder, const char* size) : folder_(folder) {
        fs::create_directory(folder_);
        is_there_ = mount("none", folder_.c_str(), "tmpfs", 0, size) == 0;
    }
    ~SmallDisk() {
        if (is_there_) umount2(folder_.c_str(), MNT_DETACH);
    }
    SmallDisk(const SmallDisk&) = delete;
    SmallDisk& operator=(const SmallDisk&) = delete;

    bool is_there() const { return is_there_; }
    void fill() const {
        std::ofstream filler(folder_ / "filler", std::ios::binary);
        while (filler) filler << std::string(1 << 16, 'x') << std::flush;
    }
    void make_room() const { fs::remove(folder_ / "filler"); }

  private:
    fs::path folder_;
    bool is_there_ = false;
};

class NoRoom : public ResumedRuns {
  protected:
    void expect_stopped_and_goes_on(const Ended& ended, const std::string& out,
                                    const std::function<void()>& make_room) const {
        EXPECT_EQ(ended.code, 6) << ended.err;
        EXPECT_EQ(told(folder / out, {{1, results("whole")}}), "");
        make_room();
        const Ended again = run(resume(out));
        ASSERT_EQ(again.code, 0) << again.err;
        expect_same(out, "whole");
    }
};

TEST_F(NoRoom, OnASmallDisk) {
    const SmallDisk disk(folder / "disk", "size=64m");
    if (!disk.is_there()) GTEST_SKIP() << "no disk can be mounted here: " << std::strerror(errno);
    ASSERT_EQ(run(begin("whole", save_all())).code, 0);
    for (const std::size_t lines : {1, 4, 12}) {
        fs::remove_all(folder / "disk/out");
        const Running running(
            folder, begin("disk/out", joined(save_all(), {"--chunk", "16", "--commit-seconds", "0"})));
        for (int i = 0; i < 5000 && lines_of(text_in(folder / "disk/out/run.journal")).size() < lines; ++i)
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        disk.fill();
        expect_stopped_and_goes_on(running.wait(), "disk/out", [&] { disk.make_room(); });
    }
}

TEST_F(NoRoom, WhereAFileMayNotBeSoLong) {
    ASSERT_EQ(run(begin("whole", save_all())).code, 0);
    rlimit before{};
    ASSERT_EQ(getrlimit(RLIMIT_FSIZE, &before), 0);
    const auto longest = [&](rlim_t bytes) {
        const rlimit limit{bytes, before.rlim_max};
        ASSERT_EQ(setrlimit(RLIMIT_FSIZE, &limit), 0);
    };
    const auto bytes_of = [&](const char* name) { return fs::file_size(folder / "whole" / name); };
    for (const auto bytes : {bytes_of("patients.csv") / 3, bytes_of("patients.csv") - 1}) {
        fs::remove_all(folder / "out");
        longest(bytes);
        const Ended ended = run(begin("out", joined(save_all(), {"--chunk", "16", "--commit-seconds", "0"})));
        longest(before.rlim_cur);
        expect_stopped_and_goes_on(ended, "out", [] {});
    }
}

}  // namespace
}  // namespace twinarm::cli
