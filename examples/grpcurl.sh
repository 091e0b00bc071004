#!/usr/bin/env bash
# The services on the command line, by reflection. GRPCURL names the program.
set -euo pipefail

grpcurl=${GRPCURL:-go run github.com/fullstorydev/grpcurl/cmd/grpcurl@v1.9.4}
server=${INTERLINGUA_GRPC:-127.0.0.1:9090}
model=${INTERLINGUA_MODEL:-demo}
key=(-H "x-api-key: ${INTERLINGUA_KEY:-}")
request='{"model":"'$model'","messages":[{"role":"ROLE_USER","parts":[{"text":{"text":"Hello"}}]}]}'

$grpcurl -plaintext "$server" list
$grpcurl -plaintext "$server" describe interlingua.v1beta1.GenerationService
$grpcurl -plaintext "$server" describe interlingua.v1beta1.TranslationService
$grpcurl -plaintext "$server" grpc.health.v1.Health/Check

$grpcurl -plaintext "${key[@]}" "$server" interlingua.v1beta1.GenerationService/ListModels
$grpcurl -plaintext "${key[@]}" -d "$request" "$server" interlingua.v1beta1.GenerationService/Generate
$grpcurl -plaintext "${key[@]}" -d '{"request":'"$request"'}' "$server" interlingua.v1beta1.GenerationService/StreamGenerate
$grpcurl -plaintext "${key[@]}" -d '{"request":'"$request"'}' "$server" interlingua.v1beta1.GenerationService/CountTokens

# A wire document is bytes: base64 in grpcurl's JSON. What it was asked comes back as a request of another dialect.
chat=$(printf '%s' '{"model":"gpt-5","messages":[{"role":"user","content":"Hello"}]}' | base64 | tr -d '\n')
$grpcurl -plaintext "${key[@]}" -d '{"kind":"DOCUMENT_KIND_REQUEST","from":"DIALECT_CHAT","to":"DIALECT_CLAUDE","document":{"body":"'"$chat"'"}}' \
	"$server" interlingua.v1beta1.TranslationService/Translate

# A stream is translated while it comes: options first, then bytes, cut anywhere.
part() { printf '{"data":"%s"}\n' "$(printf '%s' "$1" | base64 | tr -d '\n')"; }
{
	echo '{"options":{"from":"DIALECT_CHAT","to":"DIALECT_CLAUDE"}}'
	part 'data: {"id":"c1","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{"role":"assistant","con'
	part 'tent":"Hi"},"finish_reason":null}]}'$'\n\n'
	part 'data: {"id":"c1","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}'$'\n\n''data: [DONE]'$'\n\n'
} | $grpcurl -plaintext "${key[@]}" -d @ "$server" interlingua.v1beta1.TranslationService/TranslateStream
