package chat

import (
	"bytes"
	"net/http"
	"time"

	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/adapters/sse"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// limitHeaders is how OpenAI's answers tell of rate limits.
var limitHeaders = adapters.LimitHeaders{
	RequestID: "X-Request-Id",
	Rates:     canon.RateLimitStyle{Header: "x-ratelimit-{field}-{kind}", Kinds: []string{"requests", "tokens"}},
}

// Authorize implements adapters.HeaderCodec.
func (adapter) Authorize(h http.Header, key string) {
	if key != "" {
		h.Set("Authorization", "Bearer "+key)
	}
}

// Forward implements adapters.HeaderCodec.
func (adapter) Forward(dst, src http.Header) { adapters.ForwardHeaders(dst, src, "OpenAI-Beta") }

// DecodeLimits implements adapters.HeaderCodec.
func (adapter) DecodeLimits(h http.Header, now time.Time) adapters.Limits {
	return limitHeaders.Decode(h, now)
}

// EncodeLimits implements adapters.HeaderCodec.
func (adapter) EncodeLimits(h http.Header, l adapters.Limits, now time.Time) {
	limitHeaders.Encode(h, l, now)
}

// AppendKeepAlive implements adapters.KeepAliver: a comment, which every client of this dialect skips.
func (adapter) AppendKeepAlive(dst []byte) []byte { return sse.AppendComment(dst, "keep-alive") }

// Peek implements adapters.Peeker.
func (adapter) Peek(w adapters.Wire) (adapters.Head, error) { return adapters.PeekBody(own, w.Body) }

// Readdress implements adapters.Peeker.
func (adapter) Readdress(w adapters.Wire, h adapters.Head, model string) adapters.Wire {
	return adapters.Wire{Body: adapters.ReaddressBody(w.Body, h, model), Path: "/chat/completions"}
}

// Family implements adapters.Neighbour.
func (adapter) Family() string { return "openai" }

// Glance implements adapters.Glancer.
func (a adapter) Glance(x *adapters.Exchange, body []byte) (*pb.GenerateResponse, bool) {
	return adapters.GlanceBody(a, x, body, `"choices":[]`, "id", "model", "usage")
}

// Dull implements adapters.Skimmer: a chunk without a finish, usage or error. Names inside texts do not count: their quotes are
// escaped there.
func (adapter) Dull(_ string, data []byte) bool {
	return len(data) > 0 && data[0] == '{' && unset(data, finishMember) && unset(data, usageMember) && !bytes.Contains(data, errorMember)
}

// The members that Dull looks for, from their first letter on: quotes are everywhere, and searching for them is slow.
var (
	finishMember = []byte(`finish_reason"`)
	usageMember  = []byte(`usage"`)
	errorMember  = []byte(`error"`)
	null         = []byte(`:null`)
)

// unset reports whether a member is null wherever it stands.
func unset(data, member []byte) bool {
	for {
		i := bytes.Index(data, member)
		if i < 0 {
			return true
		}
		data = data[i+len(member):]
		if !bytes.HasPrefix(data, null) {
			return false
		}
	}
}
