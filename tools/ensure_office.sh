#!/usr/bin/env bash
# Sees to it that the tests of exports find LibreOffice and poppler, which open what leaves with other programs' eyes.
set -euo pipefail

missing=""
for pair in soffice:libreoffice-impress pdftoppm:poppler-utils pdffonts:poppler-utils; do
  command -v "${pair%%:*}" >/dev/null || missing="$missing ${pair##*:}"
done
if [ -z "$missing" ]; then
  exit 0
fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  echo "Installing LibreOffice and poppler for the tests of exports."
  apt-get update -qq
  # shellcheck disable=SC2086 - a list of packages
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
else
  echo "The tests of exports need more programs; install them: sudo apt-get install$missing" >&2
  exit 1
fi
