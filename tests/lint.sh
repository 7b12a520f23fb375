#!/bin/sh
# Runs clang-tidy, with the checks of .clang-tidy, on all sources of the library and the program.
#   tests/lint.sh CLANG-TIDY BUILD-DIRECTORY
set -eu
cd "$(dirname "$0")/.."
find src -name '*.cpp' -print0 | sort -z |
  xargs -0 -n 1 -P "$(nproc)" "$1" -p "$2" --quiet 2>/dev/null
