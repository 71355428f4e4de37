#!/usr/bin/env bash
# hledger and ledger are the independent programs that our trial balance is compared with. Root on Debian gets them
# installed; anybody else is told what to install. Nothing else in Tieout needs them.
set -euo pipefail
missing=()
for program in hledger ledger; do command -v "$program" >/dev/null || missing+=("$program"); done
[ ${#missing[@]} -eq 0 ] && exit 0
if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
  echo "test: installing ${missing[*]}"
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
else
  echo "test: ${missing[*]} not found. On Debian: sudo apt-get install ${missing[*]}; elsewhere use your package manager." >&2
  exit 1
fi
