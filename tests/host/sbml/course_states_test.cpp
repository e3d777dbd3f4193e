// The states of the model and those of an exported course.
#include <gtest/gtest.h>

#include <map>

#include "kernels/model/physiology.hpp"
#include "tests/host/sbml/exported_course.hpp"

namespace twinarm::sbml {
namespace {

TEST(CourseStates, EveryStateOfTheModelIsExportedOnce) {
    std::map<std::string, int> exported;
    for (const SbmlQuantity& quantity : ExportedCourse(0, combination_arm).system.quantities)
        if (quantity.role == Role::state) ++exported[quantity.id];
    for (const StateEntry& entry : state_table) EXPECT_EQ(exported[entry.name], 1) << entry.name;
}

}  // namespace
}  // namespace twinarm::sbml
