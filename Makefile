# The commands of daily work. "make" alone runs what a change must pass before it is committed; .ci/run is the
# whole of it.

# An older Go fetches the one that go.mod and tools/go.mod ask for.
export GOTOOLCHAIN := auto

BUF      ?= go tool -modfile=tools/go.mod buf
GOLANGCI ?= go run github.com/golangci/golangci-lint/v2/cmd/golangci-lint@v2.15.0
FUZZTIME ?= 3s
BENCH    ?= .

.PHONY: all generate check-generated lint breaking fmt test race fuzz bench bench-parts build clean

all: lint test

# Generated code is committed, so that building and testing need no generator. "buf build" goes first: protos
# that do not compile must not cost the code that the last good ones gave.
generate:
	$(BUF) build --output /dev/null
	rm -rf gen/interlingua
	$(BUF) generate
	go run ./gateway/rpc/openapi gen/openapi/openapi.json gen/openapi/interlingua/v1beta1/*.json
	rm -rf gen/openapi/interlingua

# A generated file that nobody added is as stale as one that differs.
check-generated: generate
	@git --no-pager diff --exit-code -- gen && new="$$(git ls-files --others --exclude-standard -- gen)" && \
	if [ -n "$$new" ]; then echo "not added: $$new" >&2; false; fi || \
	{ echo "gen/ is not what proto/ says: run 'make generate' and commit the result" >&2; exit 1; }

lint:
	$(BUF) lint
	$(BUF) format --diff --exit-code
	$(GOLANGCI) run ./...

# Against the main branch, or on it against the last commit: what was written by its users, as bytes or as JSON, must still be
# readable.
AGAINST ?= $(shell .ci/base)
breaking:
	$(BUF) breaking --against '.git#ref=$(AGAINST)'

fmt:
	$(BUF) format --write
	$(GOLANGCI) fmt

# The same as "go test ./...", and says per law how many cases it ran.
test:
	.ci/test ./...

# The race detector is slow: tests take a fixed sample of the corpus for it.
race:
	INTERLINGUA_SAMPLE=1 go test -race ./...

# Every fuzz target for a short while; "make fuzz FUZZTIME=10m" for a long one.
fuzz:
	FUZZTIME=$(FUZZTIME) .ci/fuzz ./...

# The server: CPU time for each request as multiples of a byte relay's, with the benchmark beside the repository.
bench:
	.ci/bench

# The parts, each by its own Go benchmark.
bench-parts:
	go test -run '^$$' -bench '$(BENCH)' -benchmem ./...

build:
	mkdir -p bin
	CGO_ENABLED=0 go build -trimpath -o bin/ ./cmd/...

clean:
	rm -rf bin
