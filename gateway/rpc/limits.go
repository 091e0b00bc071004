package rpc

import (
	"context"
	"net/http"
	"strings"

	"google.golang.org/grpc"
	"google.golang.org/grpc/metadata"

	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/adapters/canon"
)

// rateLimits is how rate limits stand in metadata: every kind that any vendor tells of, with the time at which it is whole again.
var rateLimits = canon.RateLimitStyle{
	Header: metaRateLimits + "{field}-{kind}", Kinds: []string{"requests", "tokens", "input-tokens", "output-tokens"}, ResetTimes: true,
}

// limits tells the client of the upstream's request id and rate limits.
func (c *call) limits(ctx context.Context, source adapters.Adapter, answer http.Header) {
	from, ok := source.(adapters.HeaderCodec)
	if !ok {
		return
	}
	l := from.DecodeLimits(answer, c.start)
	h := http.Header{}
	canon.WriteRateLimits(h, rateLimits, l.Rates, c.start)
	if l.RequestID != "" {
		h.Set(metaUpstreamRequestID, l.RequestID)
	}
	md := make(metadata.MD, len(h))
	for name, values := range h {
		md[strings.ToLower(name)] = values
	}
	// It fails only where headers were sent already, which is not so before the first message.
	_ = grpc.SetHeader(ctx, md)
}
