# The recorder of courses and CVODE beside it: for the comparison here, and as an oracle of the tests.
include_guard(GLOBAL)
find_package(fmt REQUIRED)
find_package(nlohmann_json REQUIRED)
find_package(Threads REQUIRED)
set(peers ${PROJECT_SOURCE_DIR}/bench/peers)

# The engine's own program, built as the engine is.
add_executable(record ${peers}/record.cpp ${peers}/recorded_course.cpp)
target_link_libraries(record PRIVATE twinarm_core)

# A peer gets its best chance: all that this processor has, and contraction. Its copy of the model's text stands in a
# own namespace.
add_library(peer_options INTERFACE)
target_include_directories(peer_options INTERFACE ${PROJECT_SOURCE_DIR})
target_compile_definitions(peer_options INTERFACE TWINARM_ISA=peer)
target_compile_options(peer_options INTERFACE -Wall -Wextra -O3 -march=native -ffp-contract=fast -fno-math-errno)
target_link_libraries(peer_options INTERFACE fmt::fmt nlohmann_json::nlohmann_json Threads::Threads)

add_executable(cvode_peer ${peers}/cvode_peer.cpp ${peers}/recorded_course.cpp ${peers}/serve.cpp)
target_link_libraries(cvode_peer PRIVATE peer_options SUNDIALS::cvode SUNDIALS::nvecserial SUNDIALS::sunlinsoldense
    SUNDIALS::sunlinsolspgmr SUNDIALS::sunlinsolklu SUNDIALS::sunnonlinsolfixedpoint)
