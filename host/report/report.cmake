# d3 for `twinarm report`, embedded once in the program and so in every page. Used where it is found, unless
# TWINARM_REPORT is OFF; ON requires it.
# Why d3 (BSD-3-Clause, 270 kB): Debian keeps it (node-d3), it draws plain SVG that CSS can theme, that prints sharp
# and that a screen reader can read. Plotly alone is 4 MB; Chart.js and uPlot draw on a canvas; ECharts, Vega and Observable
# Plot are not in Debian.
set(TWINARM_REPORT AUTO CACHE STRING "HTML reports: AUTO (where d3 is found), ON or OFF")
find_file(D3_SCRIPT NAMES d3.min.js PATHS /usr/share/nodejs/d3/dist NO_DEFAULT_PATH)

set(page_folder ${CMAKE_CURRENT_SOURCE_DIR}/report/page)
if(D3_SCRIPT AND NOT TWINARM_REPORT STREQUAL "OFF")
    file(GLOB page_files CONFIGURE_DEPENDS ${page_folder}/* ${page_folder}/../design_page/*)
    set(page_parts ${CMAKE_CURRENT_BINARY_DIR}/page_parts.cpp)
    add_custom_command(OUTPUT ${page_parts}
        COMMAND ${CMAKE_COMMAND} -DPAGE=${page_folder} -DD3=${D3_SCRIPT} -DOUT=${page_parts}
            -P ${CMAKE_CURRENT_SOURCE_DIR}/report/embed.cmake
        DEPENDS ${page_files} ${D3_SCRIPT} ${CMAKE_CURRENT_SOURCE_DIR}/report/embed.cmake VERBATIM)
    list(APPEND host_sources ${page_parts})
    list(REMOVE_ITEM host_sources ${CMAKE_CURRENT_SOURCE_DIR}/report/no_page.cpp)
elseif(TWINARM_REPORT STREQUAL "ON")
    message(FATAL_ERROR "TWINARM_REPORT is ON, but d3.min.js was not found (Debian: node-d3)")
else()
    message(STATUS "twinarm report: off, without d3 (Debian: node-d3)")
    list(REMOVE_ITEM host_sources ${CMAKE_CURRENT_SOURCE_DIR}/report/page.cpp)
endif()
