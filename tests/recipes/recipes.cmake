# The recipes of kernels/README.md, each as a patch that is applied to a copy of the tree, built and run. They build the
# program once more, so they run only where they are asked for: `ctest --preset tests -C recipe -L recipe`.
find_package(Python3 REQUIRED COMPONENTS Interpreter)
add_test(NAME recipe.outcome_and_state CONFIGURATIONS recipe
    COMMAND ${Python3_EXECUTABLE} -B ${CMAKE_CURRENT_SOURCE_DIR}/recipes/try_recipe ${PROJECT_BINARY_DIR}/recipes outcome state)
set_tests_properties(recipe.outcome_and_state PROPERTIES LABELS recipe TIMEOUT 1200)
