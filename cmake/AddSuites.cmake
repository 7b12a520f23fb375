# Read by ctest; see DiscoverSuites.cmake.
if(NOT EXISTS ${program})
  add_test(modelviz_tests_is_not_built ${program})
  return()
endif()
execute_process(COMMAND ${program} --gtest_list_tests OUTPUT_VARIABLE listing
                COMMAND_ERROR_IS_FATAL ANY)
# A line of a suite begins with its name and a dot; the lines of its tests are indented.
string(REGEX MATCHALL "\n[^ \n]+\\.[^\n]*(\n  [^\n]*)+" suites "\n${listing}")
foreach(suite IN LISTS suites)
  string(REGEX MATCHALL "\n  " tests "${suite}")
  list(LENGTH tests size)
  string(REGEX REPLACE "^\n([^ \n]+)\\..*" "\\1" suite "${suite}")
  add_test(${suite} ${program} --gtest_brief=1 --gtest_filter=${suite}.*)
  set_tests_properties(${suite} PROPERTIES
    ENVIRONMENT "${environment}" TIMEOUT 1200
    COST ${size})  # the big ones first, so that no core waits for the last
endforeach()
