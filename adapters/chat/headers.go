package chat

import (
	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/adapters/sse"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// AppendKeepAlive implements adapters.KeepAliver: a comment, which every client of this dialect skips.
func (adapter) AppendKeepAlive(dst []byte) []byte { return sse.AppendComment(dst, "keep-alive") }

// Peek implements adapters.Peeker.
func (adapter) Peek(w adapters.Wire) (adapters.Head, error) { return adapters.PeekBody(own, w.Body) }

// Readdress implements adapters.Peeker.
func (adapter) Readdress(w adapters.Wire, h adapters.Head, model string) adapters.Wire {
	return adapters.Wire{Body: w.Body, Change: h.Readdressed(model), Path: "/chat/completions"}
}

// Glance implements adapters.Glancer.
func (a adapter) Glance(x *adapters.Exchange, body []byte) (*pb.GenerateResponse, bool) {
	return adapters.GlanceBody(a, x, body, adapters.Glimpse{
		Members: []string{"id", "model", "usage"}, Entries: "choices", Of: []string{"index", "finish_reason"},
	})
}

// Skim implements adapters.Skimmer: a chunk without a finish, usage or error is dull.
func (adapter) Skim() func(string, []byte) bool {
	return adapters.NewMemberSkim("finish_reason", "usage", "error").Dull
}
