#!/bin/sh
# From a bare Debian, with a shell and a network, to a first picture or to all tests passed.
set -eu

build_packages="g++ cmake ninja-build pkg-config ccache libgraphviz-dev libzip-dev
  libhdf5-dev zlib1g-dev nlohmann-json3-dev libcli11-dev libspdlog-dev fonts-dejavu-core"
test_packages="libgtest-dev libgmock-dev libexpat1-dev qpdf poppler-utils"
lint_packages="clang-tidy"

usage() {
  cat <<'END'
usage: ./bootstrap.sh demo    install what is missing, build, draw samples/resnet50.json
       ./bootstrap.sh test    install what is missing, build, run all tests
       ./bootstrap.sh lint    install what is missing, build, run clang-tidy
END
}

say() { printf '==> %s\n' "$*"; }
fail() {
  printf 'bootstrap.sh: %s\n' "$*" >&2
  exit 1
}

# Runs a command that has nothing to say unless it fails.
quietly() {
  "$@" >"$log" 2>&1 || {
    tail -n 60 "$log" >&2
    fail "this failed: $*  (all of its output: $log)"
  }
}

is_installed() { [ "$(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null)" = installed ]; }

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

# Installs those of the packages that are missing.
install_packages() {
  command -v apt-get >/dev/null && command -v dpkg-query >/dev/null || fail \
    "this is no Debian: install what these packages of Debian hold, then type" \
    "'cmake --preset release && cmake --build --preset release':" $build_packages $test_packages
  missing=
  for package in "$@"; do is_installed "$package" || missing="$missing $package"; done
  [ -n "$missing" ] || return 0
  [ "$(id -u)" = 0 ] || command -v sudo >/dev/null || fail \
    "sudo is not here: type 'apt-get install$missing' as root, then start again"
  say "Installing$missing"
  quietly as_root env DEBIAN_FRONTEND=noninteractive apt-get update
  quietly as_root env DEBIAN_FRONTEND=noninteractive \
    apt-get install --yes --no-install-recommends $missing
}

# configure_and_build PRESET TESTS TARGET
configure_and_build() {
  say "Building the $1 preset"
  quietly cmake --preset "$1" -D MODELVIZ_TESTS="$2" -D MODELVIZ_LINT=OFF
  quietly cmake --build --preset "$1" --target "$3"
}

demo() {
  install_packages $build_packages
  configure_and_build release OFF modelviz_cli
  say "Drawing samples/resnet50.json"
  mkdir -p build/demo
  build/release/modelviz plot samples/resnet50.json \
    -o build/demo/resnet50.png -o build/demo/resnet50.svg
  cat <<END

The picture is in $PWD/build/demo/resnet50.png (and resnet50.svg beside it).
Next, in $PWD, type:
  build/release/modelviz summary samples/resnet50.json
  build/release/modelviz --help
END
}

run_tests() {
  install_packages $build_packages $test_packages
  configure_and_build sanitizers ON modelviz_tests
  configure_and_build release ON all
  say "Testing under the sanitizers"
  ctest --preset sanitizers
  say "Testing the release build"
  ctest --preset release
}

lint() {
  install_packages $build_packages $test_packages $lint_packages
  say "Building the release preset"
  quietly cmake --preset release -D MODELVIZ_TESTS=ON -D MODELVIZ_LINT=ON
  quietly cmake --build --preset release
  say "Asking clang-tidy"
  ctest --preset release -R ClangTidy
}

[ $# = 1 ] || { usage >&2; exit 2; }
cd "$(dirname "$0")"
mkdir -p build
log=$PWD/build/bootstrap.log
case $1 in
  demo) demo ;;
  test) run_tests ;;
  lint) lint ;;
  -h | --help) usage ;;
  *) usage >&2; exit 2 ;;
esac
