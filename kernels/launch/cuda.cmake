# The GPU engine, where there is a CUDA toolkit and it is wanted; else a file that says why there is none.
target_sources(twinarm_engine PRIVATE ${CMAKE_CURRENT_LIST_DIR}/simulate_on_no_gpu.cpp)
