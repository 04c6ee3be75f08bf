#!/bin/sh
# Is the person in a picture live? GATELIGHT_URL, GATELIGHT_USER and GATELIGHT_KEY are what `gatelight serve` printed.
set -eu
curl --silent --show-error "$GATELIGHT_URL/1.0/check.json" \
  -F models=liveness \
  -F "api_user=$GATELIGHT_USER" \
  -F "api_secret=$GATELIGHT_KEY" \
  -F "media=@$1"
