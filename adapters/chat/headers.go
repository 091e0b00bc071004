package chat

import (
	"bytes"

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
	return adapters.Wire{Body: adapters.ReaddressBody(w.Body, h, model), Path: "/chat/completions"}
}

// Glance implements adapters.Glancer.
func (a adapter) Glance(x *adapters.Exchange, body []byte) (*pb.GenerateResponse, bool) {
	return adapters.GlanceBody(a, x, body, adapters.Glimpse{
		Members: []string{"id", "model", "usage"}, Entries: "choices", Of: []string{"index", "finish_reason"},
	})
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
