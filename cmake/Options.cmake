# How our own code is compiled: modelviz_options is linked privately by every target of ours.
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_CXX_VISIBILITY_PRESET hidden)
set(CMAKE_VISIBILITY_INLINES_HIDDEN ON)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
if(NOT CMAKE_BUILD_TYPE AND NOT CMAKE_CONFIGURATION_TYPES)
  set(CMAKE_BUILD_TYPE Release)
endif()

find_program(CCACHE ccache)
if(CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  # Paths relative to the checkout, so that a fresh clone beside it finds everything in the cache.
  set(CMAKE_CXX_COMPILER_LAUNCHER
      ${CMAKE_COMMAND} -E env CCACHE_BASEDIR=${PROJECT_SOURCE_DIR} CCACHE_NOHASHDIR=1 ${CCACHE})
endif()

# Designated initializers name what is not the default: the fields that they leave out are no mistake.
add_library(modelviz_options INTERFACE)
target_compile_options(modelviz_options INTERFACE
  -Wall -Wextra -Wpedantic -Wconversion -Wno-missing-field-initializers
  $<$<BOOL:${MODELVIZ_WERROR}>:-Werror>)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # GCC 12 warns of overlapping copies within its own std::string (GCC bug 105651), and with
  # sanitizers of unset members of its own std::function (105562).
  target_compile_options(modelviz_options INTERFACE
    -Wno-restrict $<$<BOOL:${MODELVIZ_SANITIZE}>:-Wno-maybe-uninitialized>)
endif()

if(MODELVIZ_SANITIZE)
  add_compile_options(-fsanitize=address,undefined -fno-sanitize-recover=undefined
                      -fno-omit-frame-pointer)
  add_link_options(-fsanitize=address,undefined)
endif()
if(MODELVIZ_FUZZ)
  add_compile_options(-fsanitize=fuzzer-no-link)
endif()
