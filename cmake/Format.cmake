# cmake --build --preset release --target format
find_program(CLANG_FORMAT NAMES clang-format clang-format-14)
if(CLANG_FORMAT)
  add_custom_target(format
    COMMAND find include src tests -name "*.h" -exec ${CLANG_FORMAT} -i {} +
    COMMAND find include src tests -name "*.cpp" -exec ${CLANG_FORMAT} -i {} +
    WORKING_DIRECTORY ${PROJECT_SOURCE_DIR} VERBATIM)
endif()
