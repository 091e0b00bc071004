package claude

import (
	"net/http"
	"strings"

	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// Headers that belong to the dialect.
const (
	headerVersion   = "Anthropic-Version"
	headerBeta      = "Anthropic-Beta"
	headerRequestID = "Request-Id"
)

// The versions of the dialect that differ.
const (
	versionOld = "2023-06-01"
	// versionNew refuses sampling parameters, and writes optional members of answers as null.
	versionNew = "2026-10-21"
)

// atHeader is where a request keeps the headers of the dialect that came with it. It is no place of the body.
const atHeader = "header"

// wantsTextLast reports whether the client takes the last block of an answer for the whole of it, as Claude Code does where it runs
// without a terminal: behind a block of another kind it prints nothing.
func wantsTextLast(x *adapters.Exchange) bool {
	return strings.HasPrefix(x.Header.Get("User-Agent"), "claude-cli/")
}

// keepHeader keeps the headers of the dialect, so that a request of its own dialect goes on under the same version.
func keepHeader(req *pb.GenerateRequest, h http.Header) {
	rest := jsonx.Rest{}
	for _, name := range []string{headerVersion, headerBeta} {
		if values := h.Values(name); len(values) > 0 {
			rest.Keep(name, jsonx.Value(stringList(values)))
		}
	}
	req.Extensions = canon.KeepTransport(req.Extensions, dialect, atHeader, rest.String())
}

// keptHeader gives the headers that keepHeader kept.
func keptHeader(req *pb.GenerateRequest) http.Header {
	h := http.Header{}
	for name, values := range jsonx.Members(own(req.Extensions, atHeader)) {
		for v := range jsonx.Elements(values) {
			if text, ok := jsonx.Unquote(v); ok {
				h.Add(name, text)
			}
		}
	}
	return h
}

// ownHeader gives the headers for a request of this dialect: those that it came with, under the version that the upstream
// wants, if it wants one.
func ownHeader(x *adapters.Exchange, req *pb.GenerateRequest) http.Header {
	h := keptHeader(req)
	if v := x.Header.Get(headerVersion); v != "" || h.Get(headerVersion) == "" {
		h.Set(headerVersion, versionFor(x))
	}
	return h
}
