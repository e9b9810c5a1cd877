#!/usr/bin/env bash
# Unpack MediaWiki and DokuWiki from Debian's packages. They are not installed: their packages depend on a web server,
# which would start at once on a port of this machine. PHP's own server serves them, on loopback, while a test runs.
set -euo pipefail
cd "$(dirname "$0")/../../.."

programs="$PWD/build/programs"
wikis=(mediawiki mediawiki-classes dokuwiki)
libraries=(php-cli php-sqlite3 php-mbstring php-xml php-intl)
libraries+=(php-geshi php-phpseclib libphp-simplepie libjs-jquery libjs-jquery-ui libjs-jquery-cookie) # DokuWiki's

cannot() {
  echo "MediaWiki and DokuWiki are not here, and the tests that edit them cannot run: $1" >&2
  exit 0
}

installed() { dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null | grep -qx installed; }

fetch() { (cd "$programs/packages" && apt-get -qq -o APT::Sandbox::User=root download "${wikis[@]}"); }

point_inside() { # the packages' links name places of the whole machine
  find "$1" -type l -lname '/*' | while read -r link; do
    target="$1$(readlink "$link")"
    if [ -e "$target" ] || [ -L "$target" ]; then ln -sfn "$target" "$link"; fi
  done
}

if [ -e "$programs/.made" ]; then exit 0; fi
command -v apt-get >/dev/null || cannot "they come from Debian's packages, and this machine has no apt-get."

missing=()
for package in "${libraries[@]}"; do installed "$package" || missing+=("$package"); done
if [ ${#missing[@]} -gt 0 ]; then
  [ "$(id -u)" = 0 ] || cannot "first, as root: apt-get install --no-install-recommends ${missing[*]}"
  echo "Installing PHP for the wikis of the tests (once) ..."
  { apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends \
    "${missing[@]}" >/dev/null; } || cannot "apt-get could not install ${missing[*]}."
fi

echo "Unpacking the wikis of the tests (once) ..."
rm -rf "$programs" && mkdir -p "$programs/packages"
fetch || { apt-get -qq update && fetch; } || cannot "apt-get could not download ${wikis[*]}."
for package in "$programs"/packages/*.deb; do dpkg-deb -x "$package" "$programs"; done
rm -r "$programs/packages"
point_inside "$programs"
touch "$programs/.made"
