# bin/modelviz, the library, its headers and a package config: find_package(modelviz).
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)
set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/modelviz)

install(TARGETS modelviz EXPORT modelviz-targets FILE_SET HEADERS)
install(TARGETS modelviz_cli)
install(EXPORT modelviz-targets NAMESPACE modelviz:: DESTINATION ${package_dir})
configure_package_config_file(cmake/modelviz-config.cmake.in modelviz-config.cmake
                              INSTALL_DESTINATION ${package_dir})
write_basic_package_version_file(modelviz-config-version.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/modelviz-config.cmake
              ${PROJECT_BINARY_DIR}/modelviz-config-version.cmake
        DESTINATION ${package_dir})
