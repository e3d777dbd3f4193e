# The predictions: frozen registrations, and the page that sets them beside what was observed.
add_test(NAME predictions.validation COMMAND ${Python3_EXECUTABLE} -B ${CMAKE_CURRENT_SOURCE_DIR}/predictions/check_validation.py)
add_test(NAME predictions.registrations COMMAND ${Python3_EXECUTABLE} -B ${CMAKE_CURRENT_SOURCE_DIR}/predictions/check_registrations.py)
