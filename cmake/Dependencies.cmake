# All from Debian's packages; bootstrap.sh installs them.
find_package(nlohmann_json 3.11 REQUIRED)
find_package(CLI11 REQUIRED)
find_package(spdlog REQUIRED)
find_package(PkgConfig REQUIRED)
pkg_check_modules(graphviz REQUIRED IMPORTED_TARGET libgvc libcgraph)
find_package(ZLIB REQUIRED)
pkg_check_modules(zip REQUIRED libzip)
pkg_check_modules(hdf5 REQUIRED hdf5)

# The name by which the system finds a shared library: src/document/library.h loads some by theirs.
function(modelviz_soname variable library)
  execute_process(COMMAND ${CMAKE_COMMAND} -E env LC_ALL=C ${CMAKE_READELF} -d ${library} OUTPUT_VARIABLE dynamic
                  COMMAND_ERROR_IS_FATAL ANY)
  if(NOT dynamic MATCHES "soname: \\[([^]]+)\\]")
    message(FATAL_ERROR "${library} is no shared library")
  endif()
  set(${variable} ${CMAKE_MATCH_1} PARENT_SCOPE)
endfunction()
list(GET zip_LINK_LIBRARIES 0 zip_library)
list(GET hdf5_LINK_LIBRARIES 0 hdf5_library)
modelviz_soname(MODELVIZ_ZIP_SONAME ${zip_library})
modelviz_soname(MODELVIZ_HDF5_SONAME ${hdf5_library})
