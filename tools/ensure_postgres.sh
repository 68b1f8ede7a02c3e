#!/usr/bin/env bash
# Sees to it that the tests of workspaces find PostgreSQL with PostGIS, from Debian's packages.
set -euo pipefail

for folder in /usr/lib/postgresql/*; do
  # The server and its PostGIS are of one version; each has a folder of its own.
  if [ -x "$folder/bin/initdb" ] &&
    [ -f "/usr/share/postgresql/${folder##*/}/extension/postgis.control" ]; then
    exit 0
  fi
done
if [ "$(id -u)" = 0 ]; then
  as_root=""
elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
  as_root="sudo -n"
else
  as_root="none"
fi
if [ "$as_root" != none ] && command -v apt-get >/dev/null; then
  echo "Installing PostgreSQL with PostGIS for the tests of workspaces."
  $as_root apt-get update -qq
  $as_root env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -qq --no-install-recommends postgresql-postgis >/dev/null
else
  echo "No PostgreSQL with PostGIS was found; install it: sudo apt-get install postgresql-postgis" >&2
  exit 1
fi
