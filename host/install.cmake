# cmake --install: the program, the libraries with their headers, the shipped cohorts, job scripts, and a package for find_package().
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)
set(config_folder ${CMAKE_INSTALL_LIBDIR}/cmake/twinarm)
set(private_libraries ${CMAKE_INSTALL_LIBDIR}/twinarm)

install(TARGETS twinarm RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
set(exported twinarm_engine twinarm_core)
foreach(target twinarm_arrow twinarm_sbml twinarm_readstat)
    if(TARGET ${target})
        list(APPEND exported ${target})
    endif()
endforeach()
target_include_directories(twinarm_engine INTERFACE $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}/twinarm>)
install(TARGETS ${exported} EXPORT twinarm ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR})
install(EXPORT twinarm NAMESPACE twinarm:: DESTINATION ${config_folder} FILE twinarmTargets.cmake)

install(DIRECTORY ${PROJECT_SOURCE_DIR}/kernels ${PROJECT_SOURCE_DIR}/host DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/twinarm
    FILES_MATCHING PATTERN "*.hpp" PATTERN cli EXCLUDE PATTERN python EXCLUDE PATTERN page EXCLUDE)
install(DIRECTORY ${PROJECT_SOURCE_DIR}/cohorts DESTINATION ${CMAKE_INSTALL_DATADIR}/twinarm
    FILES_MATCHING PATTERN "*.toml" PATTERN "*.csv" PATTERN "*.md")
install(DIRECTORY ${PROJECT_SOURCE_DIR}/host/cluster DESTINATION ${CMAKE_INSTALL_DATADIR}/twinarm USE_SOURCE_PERMISSIONS)
install(FILES ${PROJECT_SOURCE_DIR}/LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR} RENAME copyright)

# Arrow of the pinned wheel lives in the build folder: it comes along, for this program alone.
if(arrow_library)
    install(FILES ${arrow_library} ${parquet_library} DESTINATION ${private_libraries})
    file(RELATIVE_PATH to_private ${CMAKE_INSTALL_FULL_BINDIR} ${CMAKE_INSTALL_PREFIX}/${private_libraries})
    set_target_properties(twinarm PROPERTIES INSTALL_RPATH $ORIGIN/${to_private})
endif()

set(packages_of_this_build "")  # beside those that every build needs
if(TWINARM_CUDA_ENABLED)
    list(APPEND packages_of_this_build CUDAToolkit)
endif()
if(TARGET twinarm_arrow AND NOT arrow_library)
    list(APPEND packages_of_this_build Arrow Parquet)
endif()
string(JOIN " " packages_of_this_build ${packages_of_this_build})
configure_package_config_file(${CMAKE_CURRENT_SOURCE_DIR}/twinarmConfig.cmake.in twinarmConfig.cmake
    INSTALL_DESTINATION ${config_folder})
write_basic_package_version_file(twinarmConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/twinarmConfig.cmake ${CMAKE_CURRENT_BINARY_DIR}/twinarmConfigVersion.cmake
    DESTINATION ${config_folder})

# cpack -G DEB
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_VERSION ${PROJECT_VERSION})
set(CPACK_PACKAGE_CONTACT "The twinarm authors <twinarm@example.org>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "Trials of interleukin-2 drugs in virtual patients")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION science)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_SUGGESTS
    "chromium, libssl-dev, libfmt-dev, nlohmann-json3-dev, libboost-dev, libeigen3-dev, libtomlplusplus-dev, libnlopt-cxx-dev")
if(arrow_library)
    cmake_path(GET arrow_library PARENT_PATH CPACK_DEBIAN_PACKAGE_SHLIBDEPS_PRIVATE_DIRS)
endif()
include(CPack)
