# Other people's simulators say the same: `cmake --build BUILD --target oracle_venv`, then `ctest -L oracle`. Without the
# simulators these tests show as skipped.
set(oracle_python ${PROJECT_BINARY_DIR}/oracle_venv/bin/python)
set(TWINARM_ORACLE_PATIENTS 2 CACHE STRING "Patients of each arm in the comparison with other simulators")

add_custom_target(oracle_venv COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/oracle/make_venv.sh ${PROJECT_BINARY_DIR}/oracle_venv VERBATIM)

# SUNDIALS CVODE on the same right-hand side, by the programs of bench/peers; without it the test shows as skipped.
find_package(SUNDIALS QUIET COMPONENTS cvode nvecserial sunlinsoldense sunlinsolspgmr sunlinsolklu)
if(SUNDIALS_FOUND)
    include(${PROJECT_SOURCE_DIR}/bench/peers/cvode.cmake)
    set(cvode_programs --record $<TARGET_FILE:record> --peer $<TARGET_FILE:cvode_peer>)
endif()
find_package(Python3 REQUIRED COMPONENTS Interpreter)
add_test(NAME oracle.cvode_agrees COMMAND ${Python3_EXECUTABLE} -B ${CMAKE_CURRENT_SOURCE_DIR}/oracle/compare_cvode.py
    --cohort ${PROJECT_SOURCE_DIR}/cohorts/head_to_head.toml ${cvode_programs})
set_tests_properties(oracle.cvode_agrees PROPERTIES LABELS oracle SKIP_RETURN_CODE 77 TIMEOUT 600)

function(add_oracle_test name script)
    if(NOT DEFINED cohort)
        set(cohort head_to_head)
    endif()
    add_test(NAME oracle.${name} COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/oracle/in_venv.sh ${oracle_python}
        ${CMAKE_CURRENT_SOURCE_DIR}/oracle/${script} --program $<TARGET_FILE:twinarm>
        --cohort ${PROJECT_SOURCE_DIR}/cohorts/${cohort}.toml ${ARGN})
    set_tests_properties(oracle.${name} PROPERTIES LABELS oracle SKIP_RETURN_CODE 77 TIMEOUT 3600)
endfunction()

if(TARGET twinarm_sbml)
    add_oracle_test(simulators_agree compare_simulators.py --patients ${TWINARM_ORACLE_PATIENTS})
    # What proves that the comparison sees a fault: one is put into the SBML.
    add_oracle_test(a_wrong_sign_is_seen compare_simulators.py --patients 1 --arms aldesleukin --mutation wrong_sign)
    add_oracle_test(a_wrong_unit_is_seen compare_simulators.py --patients 1 --arms nivolumab --mutation wrong_unit)
    add_oracle_test(a_late_stop_is_seen compare_simulators.py --patients 1 --arms nktr214 --mutation late_stop)
    add_oracle_test(a_second_implementation_agrees compare_second_model.py)
    # Doses under the skin, binding factors, slower elimination: drugs that a file brings.
    set(cohort next_il2)
    add_oracle_test(simulators_agree_on_further_drugs compare_simulators.py --patients 1 --arms sc nemvaleukin)
    unset(cohort)
endif()
