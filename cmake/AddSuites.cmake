# Read by ctest; see DiscoverSuites.cmake.
if(NOT EXISTS ${program})
  add_test(modelviz_tests_is_not_built ${program})
  return()
endif()
execute_process(COMMAND ${program} --gtest_list_tests OUTPUT_VARIABLE listing
                COMMAND_ERROR_IS_FATAL ANY)
# A suite's line ends with a dot and perhaps a comment; its tests are indented.
string(REGEX MATCHALL "(^|\n)[^ \n]+\\." suites "${listing}")
foreach(suite IN LISTS suites)
  string(REGEX REPLACE "^\n|\\.$" "" suite "${suite}")
  add_test(${suite} ${program} --gtest_brief=1 --gtest_filter=${suite}.*)
  set_tests_properties(${suite} PROPERTIES ENVIRONMENT "${environment}" TIMEOUT 600)
endforeach()
