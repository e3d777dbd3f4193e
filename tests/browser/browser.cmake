# Reports in headless Chromium (Debian: chromium), printed and read again by pdftotext (poppler-utils); without them these
# tests show as skipped.
find_package(Python3 COMPONENTS Interpreter)
function(add_browser_test name cohort)
    add_test(NAME browser.${name} COMMAND ${Python3_EXECUTABLE} ${CMAKE_CURRENT_SOURCE_DIR}/browser/check_report.py
        --program $<TARGET_FILE:twinarm> --cohort ${PROJECT_SOURCE_DIR}/cohorts/${cohort}.toml ${ARGN})
    set_tests_properties(browser.${name} PROPERTIES LABELS browser SKIP_RETURN_CODE 77 TIMEOUT 600)
endfunction()

if(Python3_FOUND)
    add_browser_test(head_to_head head_to_head --twins --figures)
    add_browser_test(pooled_dose_levels excel --twins)
    add_browser_test(over_populations select --populations 5)
    add_browser_test(one_population select --populations 1)
    add_browser_test(renamed_drugs head_to_head --twins --renamed)
    add_browser_test(long_labels head_to_head --twins --long-labels aldesleukin,nktr214,nivolumab,nktr214_nivolumab)
    add_browser_test(long_labels_over_populations select --populations 5 --long-labels aldesleukin)
    add_browser_test(one_virtual_trial head_to_head --twins --trials 1)
    add_test(NAME browser.a_strangers_run COMMAND ${Python3_EXECUTABLE} ${CMAKE_CURRENT_SOURCE_DIR}/browser/check_stranger.py
        --program $<TARGET_FILE:twinarm> --cohort ${PROJECT_SOURCE_DIR}/cohorts/head_to_head.toml)
    set_tests_properties(browser.a_strangers_run PROPERTIES LABELS browser SKIP_RETURN_CODE 77 TIMEOUT 600)
    # What proves that the check sees a fault: one is put into the page.
    add_browser_test(a_request_is_seen excel --patients 20 --mutation "<main" "<img src=\"https://example.org/x.png\"><main")
    add_browser_test(a_chart_that_does_not_draw_is_seen excel --patients 20 --mutation "function drawBest(" "function drawNothing(")
    add_browser_test(a_changed_script_does_not_run excel --patients 20 --unsealed --mutation "left = 44, bottom = 250" "left = 45, bottom = 250")
    add_browser_test(a_text_that_is_cut_off_is_seen excel --patients 20 --mutation "left = 44, bottom = 250" "left = 4, bottom = 250")
    add_browser_test(a_wide_window_that_does_not_print_whole_is_seen excel --patients 20 --mutation "\"beforeprint\", toPaper" "\"beforeprint\", toScreen")
    add_browser_test(a_headline_of_other_rounding_is_seen head_to_head --twins --mutation "percent(arm.orr_population.estimate) + (i ?" "percent(arm.orr_population.estimate, 0) + (i ?")
endif()
