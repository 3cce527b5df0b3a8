#!/usr/bin/env bash
# Checks every table of kernels that this machine runs or can emulate, in C alone: NEON in QEMU's user mode,
# AVX-VNNI with its one instruction in software. What must be equal on every instruction set is compared.
#   Tests/Emulation/run.sh
# NEON is skipped without qemu-user and libc6-dev-arm64-cross (`make emulate` installs them).
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
kernels=$here/../../Sources/CKernels
arm=/usr/aarch64-linux-gnu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

if ! command -v clang >/dev/null; then
  echo "emulation: skipped, no clang"
  exit 0
fi

# build NAME FLAGS...
build() {
  mkdir "$work/$1"
  (cd "$work/$1" && clang -std=gnu11 -O2 -Wall -Wextra -I"$kernels" -I"$kernels/include" "${@:2}" \
    -c "$here"/*.c "$kernels"/*.c)
}

# check NAME COMMAND...: status 3 says that the CPU lacks the table.
check() {
  local status=0
  "${@:2}" >"$work/digests" || status=$?
  if [[ $status == 3 ]]; then
    echo "emulation: $1 skipped, not on this CPU"
    return
  fi
  if [[ $status != 0 ]]; then
    echo "emulation: $1 failed with status $status" >&2
    exit 1
  fi
  [[ -f "$work/expected" ]] || cp "$work/digests" "$work/expected"
  if ! diff "$work/expected" "$work/digests" >&2; then
    echo "emulation: $1 gives other integers than the portable kernels of this machine" >&2
    exit 1
  fi
  echo "emulation: $1 passed"
}

# VNNI products must be the instruction itself, also where no CPU is there to run it.
holds_dpbusd() {
  command -v llvm-objdump >/dev/null || return 0
  if ! llvm-objdump -d "$work/host/kernels_$1.o" | grep vpdpbusd >/dev/null; then
    echo "emulation: the $1 kernels hold no vpdpbusd" >&2
    exit 1
  fi
}

build host
clang "$work"/host/*.o -lm -o "$work/host/check"
check "portable" "$work/host/check" portable
if [[ $(uname -m) == x86_64 ]]; then
  holds_dpbusd avxvnni
  holds_dpbusd avx512vnni
  for table in avx2 avxvnni avx512vnni; do check "$table" "$work/host/check" "$table"; done
fi

qemu=$(command -v qemu-aarch64-static || command -v qemu-aarch64 || true)
if [[ -z $qemu || ! -f $arm/lib/crt1.o ]]; then
  echo "emulation: neon skipped, it needs qemu-user and libc6-dev-arm64-cross (make emulate)"
  exit 0
fi

# arm NAME CPU FLAGS...: by hand what a cross compiler's driver would do, so that none is needed.
arm() {
  build "$1" --target=aarch64-linux-gnu -nostdlibinc -isystem "$arm/include" "${@:3}"
  clang --target=aarch64-linux-gnu -fuse-ld=lld -no-pie -nostdlib "$arm/lib/crt1.o" "$arm/lib/crti.o" \
    "$work/$1"/*.o -L"$arm/lib" -lm -lc "$arm/lib/crtn.o" -Wl,--dynamic-linker=/lib/ld-linux-aarch64.so.1 \
    -o "$work/$1/check"
  for table in neon portable; do
    check "$table, $1" "$qemu" -cpu "$2" -L "$arm" "$work/$1/check" "$table"
  done
}
arm armv8-a cortex-a53
arm armv8.2-a+dotprod max -march=armv8.2-a+dotprod
