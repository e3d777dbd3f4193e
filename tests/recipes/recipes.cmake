# The recipes of kernels/README.md, each as a patch that is applied to a copy of the tree, built and run.
find_package(Python3 REQUIRED COMPONENTS Interpreter)
add_test(NAME recipe.outcome_and_state COMMAND ${Python3_EXECUTABLE} -B ${CMAKE_CURRENT_SOURCE_DIR}/recipes/try_recipe
    ${PROJECT_BINARY_DIR}/recipes outcome state)
set_tests_properties(recipe.outcome_and_state PROPERTIES LABELS recipe TIMEOUT 1200)
