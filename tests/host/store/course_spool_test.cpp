// The courses of a run that was killed while it simulated them are there for the next process, and for no
// other run.
#include "host/store/course_spool.hpp"

#include <gtest/gtest.h>

#include <memory>

#include "host/store/file_names.hpp"
#include "tests/host/temporary_folder.hpp"

namespace twinarm::store {
namespace {

CourseLog course(double time_h, std::size_t points) {
    CourseLog log;
    log.points.resize(points);
    for (std::size_t i = 0; i < points; ++i) log.points[i].time_h = time_h + double(i);
    return log;
}

/// First time and number of points of every course, arm after arm.
std::vector<std::pair<double, std::size_t>> courses_of(CourseSpool& spool, int arms) {
    std::vector<std::pair<double, std::size_t>> found;
    spool.for_each(
        arms,
        [&](std::uint64_t nth, int arm, const std::vector<CoursePoint>& points) {
            EXPECT_EQ(found.size(), nth * std::uint64_t(arms) + std::uint64_t(arm));
            found.push_back({points.at(0).time_h, points.size()});
        },
        [] { return true; });
    return found;
}

class CourseSpools : public testing::Test {
  protected:
    CourseSpools() {
        start.seed = 7;
        CourseSpool spool(folder.path(), start, 0);
        spool.add({course(1, 3), course(2, 1)});
        spool.add({course(3, 2), course(4, 5)});
    }
    TemporaryFolder folder;
    RunStart start;
};

TEST_F(CourseSpools, GoOnWithWhatIsThere) {
    CourseSpool spool(folder.path(), start, 0);
    ASSERT_EQ(spool.patients(), 2u);
    spool.add({course(5, 1), course(6, 1)});
    const std::vector<std::pair<double, std::size_t>> expected = {{1, 3}, {2, 1}, {3, 2},
                                                                  {4, 5}, {5, 1}, {6, 1}};
    EXPECT_EQ(courses_of(spool, 2), expected);
}

TEST_F(CourseSpools, KnowTheFileThatWasMadeOfThemUnlessItChangedOrTheyDid) {
    const auto path = base::partial_name(folder / file_name::courses);
    put_text(path, "patient\n");
    base::Sha256 hash;
    hash.add("patient\n");
    const OutputRecord made{file_name::courses, hash.hex(), 8};
    const auto spool = [&] { return std::make_unique<CourseSpool>(folder.path(), start, 0); };
    EXPECT_FALSE(spool()->file());
    spool()->keep_file(made);
    EXPECT_EQ(spool()->file()->sha256, made.sha256);
    EXPECT_EQ(spool()->patients(), 2u);
    put_text(path, "Patient\n");
    EXPECT_FALSE(spool()->file());
    std::filesystem::remove(path);
    EXPECT_FALSE(spool()->file());
    put_text(path, "patient\n");
    spool()->add({course(5, 1), course(6, 1)});
    EXPECT_FALSE(spool()->file());
    EXPECT_EQ(spool()->patients(), 3u);
}

TEST_F(CourseSpools, OfAnotherRunGo) {
    start.seed = 8;
    EXPECT_EQ(CourseSpool(folder.path(), start, 0).patients(), 0u);
    start.seed = 7;
    EXPECT_EQ(CourseSpool(folder.path(), start, 0).patients(), 0u);
}

TEST_F(CourseSpools, ThatWereChangedCutShortOrLostAreSimulatedAgain) {
    const auto rows = base::partial_name(folder / file_name::course_rows);
    const std::string whole = text_in(rows), journal = text_in(folder / file_name::course_journal);
    std::string changed = whole;
    changed[20] ^= 1;
    for (const std::string& text : {changed, whole.substr(0, whole.size() - 1), std::string()}) {
        put_text(rows, text);
        put_text(folder / file_name::course_journal, journal);
        EXPECT_EQ(CourseSpool(folder.path(), start, 0).patients(), 0u);
    }
    // What follows the last line of the journal is no course.
    put_text(rows, whole + "as far as it came");
    put_text(folder / file_name::course_journal, journal);
    CourseSpool spool(folder.path(), start, 0);
    EXPECT_EQ(spool.patients(), 2u);
    EXPECT_EQ(text_in(rows), whole);
}

}  // namespace
}  // namespace twinarm::store
