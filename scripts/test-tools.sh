#!/bin/sh
# The tests drive a real browser and a real Redis. Where they are missing and this is a Debian
# machine that we administer, installs Debian's; otherwise says what is missing.
set -eu
missing=""
command -v chromium >/dev/null || command -v chromium-browser >/dev/null ||
    command -v google-chrome >/dev/null || missing="chromium"
command -v redis-server >/dev/null || missing="$missing redis-server"
[ -z "$missing" ] && exit 0
if command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
    printf 'Installing %s …\n' "$missing" >&2
    apt-get update -qq >/dev/null
    # shellcheck disable=SC2086
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $missing >/dev/null
else
    printf 'The tests need: %s. Please install it and try again.\n' "$missing" >&2
    exit 2
fi
