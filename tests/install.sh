#!/usr/bin/env bash
# Install what the tests drive, where that is possible without asking: Debian-like machine, root.
set -euo pipefail
cd "$(dirname "$0")"

missing=()
command -v chromium >/dev/null || command -v google-chrome >/dev/null || missing+=(chromium)
command -v firefox-esr >/dev/null || command -v firefox >/dev/null || missing+=(firefox-esr)
command -v node >/dev/null || missing+=(nodejs)
command -v npm >/dev/null || missing+=(npm)
command -v openssl >/dev/null || missing+=(openssl)
command -v strace >/dev/null || missing+=(strace)

if [ ${#missing[@]} -gt 0 ]; then
  if command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
    echo "Installing ${missing[*]} for the tests (once) ..."
    apt-get -qq update
    DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends "${missing[@]}" >/dev/null
  else
    echo "The tests also need: ${missing[*]}. Install them with your system's package manager," \
      "then run make test again." >&2
    exit 1
  fi
fi

if [ ! -e extension/node_modules/.made ] || [ extension/package.json -nt extension/node_modules/.made ]; then
  echo "Installing the checkers of the extension and two widgets (once) ..."
  (cd extension && npm install --silent --no-save --no-package-lock --ignore-scripts --no-audit --no-fund)
  touch extension/node_modules/.made
fi

# The wikis that the tests edit are large: the quick part does without them.
if [ -z "${QUICK:-}" ]; then
  bash browser/real_programs/unpack.sh
fi
