#!/bin/sh
# run.sh TARGET SECONDS: fuzzes one target, from its corpus, from what was kept of earlier runs and
# from the golden files.
set -eu

target=$1 seconds=$2
here=$(cd "$(dirname "$0")" && pwd)
root=$here/../..
work=$root/build/fuzz/work/$target
mkdir -p "$work"

case $target in
  model) set -- -max_len=65536 "$root/tests/golden/zoo" "$root/tests/golden/zoo_keras2" "$root/tests/golden/files" ;;
  archive) set -- -max_len=20000 "$root/tests/golden/files" ;;
  hdf5) set -- -max_len=2000 ;;
  expression) set -- -max_len=2000 -dict="$here/expression.dict" ;;
  dim) set -- -max_len=300 ;;
  label) set -- -max_len=4000 ;;
  *) echo "run.sh: there is no target $target" >&2 && exit 2 ;;
esac

cd "$work/.."
LSAN_OPTIONS="suppressions=$root/tests/sanitizers/lsan.supp:print_suppressions=0" \
UBSAN_OPTIONS=print_stacktrace=1 \
  exec "$root/build/fuzz/tests/fuzz/fuzz_$target" -max_total_time="$seconds" -timeout="${TIMEOUT:-10}" \
    -rss_limit_mb=2048 -artifact_prefix="$work-" -print_final_stats=1 "$work" "$here/corpus/$target" "$@"
