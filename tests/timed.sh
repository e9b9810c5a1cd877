#!/usr/bin/env bash
# Run one stage of `make test`, say how long it took, and keep that in build/stages.txt.
#   tests/timed.sh NAME COMMAND ...
set -uo pipefail
name=$1
shift
began=$SECONDS
"$@"
status=$?
mkdir -p build
printf '%-12s %5d s\n' "$name" $((SECONDS - began)) | tee -a build/stages.txt
exit $status
