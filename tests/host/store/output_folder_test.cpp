// The folder of a run: its name, and what cannot be used.
#include "host/store/output_folder.hpp"

#include <gtest/gtest.h>

#include "host/base/errors.hpp"
#include "tests/host/temporary_folder.hpp"

namespace twinarm::store {
namespace {

namespace fs = std::filesystem;

TEST(OutputFolder, HasTheCohortFilesStem) {
    EXPECT_EQ(output_folder("", "cohorts/select.toml"), fs::path("runs/select"));
    EXPECT_EQ(output_folder("mine", "cohorts/select.toml"), fs::path("mine"));
}

TEST(OutputFolder, OneThatHoldsSomethingIsRefusedUnlessForced) {
    const TemporaryFolder folder;
    put_text(folder / "notes.txt", "mine");
    EXPECT_THROW(require_contents_may_be_replaced(folder.path(), false), base::UsageError);
    require_contents_may_be_replaced(folder.path(), true);
    require_contents_may_be_replaced(folder / "not_there", false);
}

TEST(OutputFolder, AFileInItsPlaceIsAnError) {
    const TemporaryFolder folder;
    put_text(folder / "a", "");
    EXPECT_THROW(require_contents_may_be_replaced(folder / "a", true), base::FileError);
}

}  // namespace
}  // namespace twinarm::store
