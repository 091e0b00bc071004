#!/usr/bin/env bash
# Generates the Python client from the protos, into the folder given (default: gen beside this script).
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$here/../..
out=${1:-$here/gen}
mkdir -p "$out"
cd "$root"
python3 -m grpc_tools.protoc -I proto -I third_party/googleapis --python_out="$out" --grpc_python_out="$out" \
	proto/interlingua/v1beta1/*.proto third_party/googleapis/google/api/annotations.proto third_party/googleapis/google/api/http.proto
