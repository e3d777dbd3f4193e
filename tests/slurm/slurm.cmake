# The job scripts of host/cluster on a Slurm that lives in a temporary folder (Debian: slurmctld, slurmd, slurm-client, munge);
# without it, or without root, the test shows as skipped. It needs `ctest -C slurm`: it waits for Slurm's own timers.
find_package(Python3 REQUIRED COMPONENTS Interpreter)
add_test(NAME slurm.job_scripts CONFIGURATIONS slurm COMMAND ${Python3_EXECUTABLE} -B ${CMAKE_CURRENT_SOURCE_DIR}/slurm/check_array.py
    --program $<TARGET_FILE:twinarm>)
set_tests_properties(slurm.job_scripts PROPERTIES LABELS slurm SKIP_RETURN_CODE 77 TIMEOUT 600)
add_test(NAME slurm.readme_shows_the_scripts COMMAND ${Python3_EXECUTABLE} -B ${CMAKE_CURRENT_SOURCE_DIR}/slurm/check_readme.py)
set_tests_properties(slurm.readme_shows_the_scripts PROPERTIES LABELS slurm)
