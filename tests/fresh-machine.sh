#!/bin/sh
# Proves on a minimal Debian 12, made for the purpose, that nothing is needed but bootstrap.sh:
# clones this checkout into it and runs `./bootstrap.sh demo` and then `./bootstrap.sh test` there.
#
#   tests/fresh-machine.sh        as root, with debootstrap installed; takes 3 GB in /var/tmp
#
# Packages come from where this machine's own apt takes them. What is not committed is not tested.
set -eu

suite=bookworm
fail() {
  echo "fresh-machine.sh: $*" >&2
  exit 1
}
[ "$(id -u)" = 0 ] || fail "must be run as root (it makes a root file system and enters it)"
command -v debootstrap >/dev/null || fail "debootstrap is missing: apt-get install debootstrap"

# In a mount namespace of its own, whatever is mounted goes away with the script.
[ "${FRESH_MACHINE_NAMESPACE:-}" = "$$" ] ||
  exec unshare --mount --propagation private sh -c 'FRESH_MACHINE_NAMESPACE=$$ exec "$0"' "$0"

checkout=$(cd "$(dirname "$0")/.." && pwd)
mirror=$(apt-get indextargets --format '$(RELEASE) $(REPO_URI)' | sed -n "s/^$suite //p" | head -n 1)
[ -n "$mirror" ] || fail "this machine's apt has no source for Debian $suite"
eval "$(apt-config shell proxy Acquire::http::Proxy)"
[ -z "${proxy:-}" ] || export http_proxy="$proxy"

root=$(mktemp -d /var/tmp/fresh-machine.XXXXXX)
trap 'umount "$root/proc" 2>/dev/null || true; rm -rf --one-file-system "$root"' EXIT
trap 'exit 130' INT TERM

echo "==> Making a minimal Debian $suite in $root"
debootstrap --variant=minbase "$suite" "$root" "$mirror" >"$root.log" 2>&1 || {
  tail -n 20 "$root.log" >&2
  fail "debootstrap failed (all of its output: $root.log)"
}
rm -f "$root.log"

# The way to the packages: sources, keys, proxy and certificates, name resolution.
rm -rf "$root/etc/apt/sources.list" "$root/etc/apt/sources.list.d"
for path in /etc/apt/sources.list /etc/apt/sources.list.d /etc/apt/keyrings /etc/apt/trusted.gpg.d \
  /usr/share/keyrings /etc/ssl/certs /usr/local/share/ca-certificates /etc/resolv.conf /etc/hosts; do
  [ -e "$path" ] || continue
  mkdir -p "$root$(dirname "$path")"
  cp -RL "$path" "$root$(dirname "$path")/"
done
apt-config dump | grep -E '^Acquire::(https?|Check-[A-Za-z-]+)' >"$root/etc/apt/apt.conf.d/50machine" || true
rm -rf "$root"/var/lib/apt/lists/*

git clone --quiet "$checkout" "$root/root/modelviz"
mount -t proc proc "$root/proc"

# step COMMAND...: runs it in the new machine and says how long it took
step() {
  echo "==> On the fresh machine: $*"
  start=$(date +%s)
  chroot "$root" env -i HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin TERM=dumb \
    ${http_proxy:+http_proxy="$http_proxy"} ${https_proxy:+https_proxy="$https_proxy"} "$@" </dev/null ||
    fail "'$*' failed on the fresh machine"
  echo "==> Done in $(($(date +%s) - start)) s"
}
step /root/modelviz/bootstrap.sh demo
[ -s "$root/root/modelviz/build/demo/resnet50.png" ] || fail "the demo left no picture"
step /root/modelviz/bootstrap.sh test
echo "==> A fresh Debian $suite needs nothing but bootstrap.sh"
