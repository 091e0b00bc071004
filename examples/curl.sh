#!/usr/bin/env bash
# One line for each method of the HTTP/JSON interface. The OpenAPI document is at $url/openapi.json.
set -euo pipefail

url=${INTERLINGUA_URL:-http://127.0.0.1:8080}/interlingua/v1beta1
model=${INTERLINGUA_MODEL:-demo}
call() { curl --silent --show-error --fail-with-body --no-buffer -H "x-api-key: ${INTERLINGUA_KEY:-}" "$@" && echo; }
request='{"model":"'$model'","messages":[{"role":"ROLE_USER","parts":[{"text":{"text":"Hello"}}]}]}'
document='{"body_json":{"model":"claude-opus-5-5","max_tokens":100,"top_k":5,"messages":[{"role":"user","content":"Hello"}]}}'

call "$url/models"
call "$url/generate" -d "$request"
call "$url/stream-generate" -d "$request"
call "$url/stream-generate" -H 'accept: text/event-stream' -d "$request"
call "$url/count-tokens" -d "$request"
call "$url/translate" -d '{"kind":"DOCUMENT_KIND_REQUEST","from":"DIALECT_CLAUDE","to":"DIALECT_CHAT","document":'"$document"'}'
call "$url/decode" -d '{"kind":"DOCUMENT_KIND_REQUEST","from":"DIALECT_CLAUDE","document":'"$document"'}'
call "$url/encode" -d '{"to":"DIALECT_GEMINI","request":'"$request"'}'
call "$url/explain" -d '{"kind":"DOCUMENT_KIND_REQUEST","from":"DIALECT_CLAUDE","document":'"$document"'}'
call "$url/openapi.json" >/dev/null
