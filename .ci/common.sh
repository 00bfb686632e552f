# shellcheck shell=bash
# What every script in this folder shares. Source it; it moves to the top of the checkout.

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

section() { printf '\n== %s\n' "$*"; }

# One sentence on standard error, then out.
fail() {
  printf '%s\n' "$*" >&2
  exit 1
}

# Shows the command as a user would type it, then runs it.
show() {
  printf '\n$ %s\n' "${1##*/} ${*:2}"
  "$@"
}

# Minutes and seconds since the script began.
elapsed() { printf '%d min %02d s' $((SECONDS / 60)) $((SECONDS % 60)); }

# 6.2 or newer, as Package.swift demands.
need_swift() {
  local wanted=6.2 found
  command -v swift >/dev/null ||
    fail "Sinergi needs a Swift toolchain $wanted or newer and finds no 'swift' on the PATH: install it from https://www.swift.org/install/linux/."
  found=$(swift --version 2>&1 | sed -n 's/.*Swift version \([0-9][0-9.]*\).*/\1/p' | head -n 1) || true
  [ -n "$found" ] ||
    fail "The 'swift' on the PATH does not start ($(swift --version 2>&1 | head -n 1)): install a Swift toolchain $wanted or newer from https://www.swift.org/install/linux/."
  [ "$(printf '%s\n' "$wanted" "$found" | sort -V | head -n 1)" = "$wanted" ] ||
    fail "Sinergi needs Swift $wanted or newer and finds $found: install a newer toolchain from https://www.swift.org/install/linux/."
}

# The build folder and the caches of compiler and SwiftPM may belong to root on a machine where somebody once built as
# root: the first is said in one sentence, the second are stepped around.
need_writable_folders() {
  local cache=${XDG_CACHE_HOME:-$HOME/.cache}
  if [ -e .build ] && [ -n "$(find .build -maxdepth 2 ! -type l ! -writable -print -quit 2>&1)" ]; then
    fail "The folder .build belongs to another user: remove it with 'sudo make clean', then run this again."
  fi
  if [ -n "$(find "$cache" "$cache/clang" "$cache/org.swift.swiftpm" -maxdepth 2 ! -type l ! -writable -print -quit 2>/dev/null)" ] ||
    ! mkdir -p "$cache" 2>/dev/null; then
    export XDG_CACHE_HOME=$PWD/.build/cache
    mkdir -p "$XDG_CACHE_HOME"
  fi
}

# Built by root, the checkout's files and SwiftPM's cache would be root's, and its owner's next build would fail.
need_no_sudo() {
  if [ "$(id -u)" -eq 0 ] && [ "${SUDO_UID:-0}" -ne 0 ] && [ "$(stat -c %u .)" -eq "${SUDO_UID:-0}" ]; then
    fail "Run make as yourself, not through sudo: it asks for root's rights by itself, and only where it needs them."
  fi
}

# prepare GROUP…: everything needed before the first swift command.
prepare() {
  need_no_sudo
  command -v swift >/dev/null || need_swift
  .ci/packages "$@"
  need_swift
  need_writable_folders
}

# The release build that demo, install, deb and bench share: one set of flags, so that none rebuilds the other's.
# The Swift standard library is linked in: the commands start faster and need no toolchain where they run.
release_options=(-c release --static-swift-stdlib -Xswiftc -use-ld=lld)
build_release() {
  local product
  for product in sinergi-admin sinergi-import sinergi-report; do
    swift build "${release_options[@]}" --product "$product"
  done
}
release_folder() { swift build "${release_options[@]}" --show-bin-path; }

# The debug build that check and test share. Building and testing take the same flags, or the second rebuilds.
debug_folder() { swift build --show-bin-path; }

# "412 tests passed", from the log of a `swift test` run; fails where none ran, since that is no success.
tests_that_ran() { # LOG
  local count
  count=$(sed -n 's/.*Test run with \([0-9]*\) tests\{0,1\}.* passed.*/\1/p' "$1" | tail -n 1)
  if [ "${count:-0}" -eq 0 ]; then
    printf 'No test ran.\n' >&2
    return 1
  fi
  printf '%s tests passed' "$count"
}

# Every Swift file that is or would be committed, each ended by a zero byte.
swift_files() { git ls-files -z --cached --others --exclude-standard --deduplicate -- '*.swift' | existing; }
shell_scripts() { git ls-files -z --cached --others --exclude-standard --deduplicate -- .ci ':!*.txt' ':!*.py' | existing; }
existing() {
  local file
  while IFS= read -r -d '' file; do
    if [ -f "$file" ]; then printf '%s\0' "$file"; fi
  done
}
