package responses

import (
	"strings"

	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/adapters/sse"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// AppendKeepAlive implements adapters.KeepAliver: a comment, which every client of this dialect skips.
func (adapter) AppendKeepAlive(dst []byte) []byte { return sse.AppendComment(dst, aliveComment) }

// aliveComment is a comment that says that a stream is alive.
const aliveComment = "keep-alive"

// Peek implements adapters.Peeker.
func (adapter) Peek(w adapters.Wire) (adapters.Head, error) {
	return adapters.PeekBody(dialect, w.Body)
}

// Readdress implements adapters.Peeker.
func (adapter) Readdress(w adapters.Wire, h adapters.Head, model string) adapters.Wire {
	return adapters.Wire{Body: w.Body, Change: h.Readdressed(model), Path: requestPath}
}

// Glance implements adapters.Glancer.
func (a adapter) Glance(x *adapters.Exchange, body []byte) (*pb.GenerateResponse, bool) {
	return adapters.GlanceBody(a, x, body, adapters.Glimpse{
		Rest: `"output":[]`, Members: []string{"id", "model", "status", "incomplete_details", "usage"},
	})
}

// Skim implements adapters.Skimmer: what is inside the response is dull.
func (adapter) Skim() func(string, []byte) bool { return dull }

func dull(name string, _ []byte) bool {
	return strings.HasSuffix(name, ".delta") || strings.HasPrefix(name, "response.output_") || strings.HasPrefix(name, "response.content_part.")
}
