# One ctest entry per suite of a GoogleTest program, found when ctest starts: an entry per test would
# start the program thousands of times, an entry per program would not run in parallel.
function(modelviz_discover_suites target environment)
  set(script ${CMAKE_CURRENT_BINARY_DIR}/${target}-suites.cmake)
  file(GENERATE OUTPUT ${script} CONTENT "
set(program $<TARGET_FILE:${target}>)
set(environment \"${environment}\")
include(${PROJECT_SOURCE_DIR}/cmake/AddSuites.cmake)
")
  set_property(DIRECTORY APPEND PROPERTY TEST_INCLUDE_FILES ${script})
endfunction()
